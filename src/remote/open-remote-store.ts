// Opens the store behind a server, from what the configuration says of it.
import { readFileSync } from 'node:fs';
import type { Policy, ServerPolicy } from '../push/policy.ts';
import type { Store } from '../push/store.ts';
import { AndonError, messageOf } from '../text/andon-error.ts';
import { openClient } from './http-client.ts';
import { remoteStore } from './remote-store.ts';

export interface RemoteTools {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly newId: () => string;
  /** Nobody waits: each request may take its time. */
  readonly patient: boolean;
}

/** @throws {AndonError} `store-unavailable` where there is no token, or none that can be read */
export function openRemoteStore(server: ServerPolicy, policy: Policy, tools: RemoteTools): Store {
  const { url, caFile } = server;
  const timeoutMs = Math.floor(policy.deadlineMs / 2);
  const client = openClient({
    url: new URL(url),
    token: readToken(server, tools.environment),
    ...(caFile === undefined ? {} : { ca: readText(caFile, url) }),
    timeoutMs,
    // Half of the hook's own time: the other half is for git, and for saying no.
    ...(tools.patient ? {} : { endAt: Date.now() + timeoutMs }),
  });
  return remoteStore({ client, name: url, newId: tools.newId, schedule: policy });
}

function readToken({ url, tokenFile }: ServerPolicy, environment: RemoteTools['environment']): string {
  const token = tokenFile === undefined ? environment['ANDON_TOKEN']?.trim() : readText(tokenFile, url);
  if (token !== undefined && token !== '') return token;
  throw unusable(url, tokenFile === undefined ? 'ANDON_TOKEN is not set' : `"${tokenFile}" is empty`);
}

function readText(file: string, url: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw unusable(url, messageOf(error));
  }
}

function unusable(url: string, problem: string): AndonError {
  return new AndonError('store-unavailable', `The server ${url} cannot be asked: ${problem}`, {
    kind: 'unavailable',
    hints: ['Make a token there: andon token create --scope push --name HOST', 'Name its file: tokenFile'],
  });
}
