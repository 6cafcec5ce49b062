// Composition root of webhooks: finds their secrets, in files and in the environment.
import { readSource } from './secret/read-source.ts';
import type { Environment } from './secret/read-source.ts';
import { AndonError } from './text/andon-error.ts';
import type { Webhook } from './webhook/webhook.ts';

interface Process {
  readonly environment: Environment | undefined;
}

/** What is shorter could be found out by trying. */
const SHORTEST_SECRET = 16;

/** Reads the secrets of a webhook, for an admin to hear what is wrong. @throws {AndonError} `source-unreadable` */
export function readSecrets({ name, secret }: Webhook, { environment = {} }: Process): readonly string[] {
  const source = readSource(secret, environment);
  const lines = source.kind === 'read' ? source.text.split(/\s*\n\s*/) : [];
  const problem =
    source.kind === 'unreadable'
      ? source.problem
      : lines.some((line) => line.length < SHORTEST_SECRET)
        ? `it has less than ${SHORTEST_SECRET} characters`
        : undefined;
  if (problem === undefined) return lines;
  throw new AndonError('source-unreadable', `The secret of webhook ${name} cannot be used: ${problem}`, {
    kind: 'config',
    hints: ['Make one: openssl rand -hex 32'],
  });
}

/**
 * Reads them anew for a request, so that a file is changed and nothing started again. Whoever asks is nobody yet, and is
 * not told what is wrong with the machine; the log is.
 * @throws {AndonError} `source-unreadable`
 */
export function readSecretsFor(webhook: Webhook, process: Process): readonly string[] {
  try {
    return readSecrets(webhook, process);
  } catch (cause) {
    throw new AndonError('source-unreadable', `The secret of webhook ${webhook.name} cannot be used`, {
      kind: 'config',
      hints: ['See the log of the server'],
      cause,
    });
  }
}
