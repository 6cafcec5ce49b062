// What a server answered, as a value or as the error that it stands for: one that a person can mend is the same as with
// the store at hand, and all others say that the store cannot be asked.
import type { WireProblem } from '../push/wire.ts';
import { AndonError } from '../text/andon-error.ts';
import type { ErrorCode } from '../text/andon-error.ts';
import { isMap } from '../text/is-map.ts';
import type { Answered } from './http-client.ts';

/** These are about the token and the server, and nothing that was asked for is wrong. */
const NO_USE: readonly string[] = ['token-missing', 'access-denied', 'too-many-requests', 'request-invalid'];

/** @throws {AndonError} `store-unavailable`, or what the server says */
export function readAnswer<T>(answer: Answered, name: string): T {
  if (answer.kind === 'failed') throw unavailable(name, answer.problem);
  const value = parse(answer.body);
  if (!isMap(value)) throw unavailable(name, `it answered ${answer.status} with what is no answer of andon`);
  if (answer.status >= 200 && answer.status < 300) return value as T;
  const { title, code, kind, hints } = value as Partial<WireProblem>;
  if (typeof title !== 'string' || typeof code !== 'string' || kind !== 'usage' || NO_USE.includes(code))
    throw unavailable(
      name,
      typeof title === 'string' ? `it answered ${answer.status}: ${title}` : `it answered ${answer.status}`,
    );
  throw new AndonError(code as ErrorCode, title, { kind, hints: hints ?? [] });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function unavailable(name: string, problem: string): AndonError {
  return new AndonError('store-unavailable', `The server ${name} cannot be asked: ${problem}`, {
    kind: 'unavailable',
    hints: ['See whether it runs: curl its /readyz'],
  });
}
