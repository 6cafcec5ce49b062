// What a server answered, as a value or as the error that it stands for: one that a person can mend is the same as with
// the store at hand, and all others say that the store cannot be asked. What answers may be anything: a proxy, a page
// that says that the server is being mended, or a server of another release.
import { AndonError } from '../text/andon-error.ts';
import type { ErrorCode } from '../text/andon-error.ts';
import { isMap } from '../text/is-map.ts';
import type { Answered } from './http-client.ts';
import type { Shape } from './shape.ts';

/** Who was asked, and as whom. */
export interface Asker {
  /** The server as it is called where it fails: its URL. */
  readonly name: string;
  /** Where the token is from: a file, or a variable. */
  readonly tokenPlace: string;
}

/** These are about the token and the server, and nothing that was asked for is wrong. */
const NO_USE: readonly string[] = ['token-missing', 'access-denied', 'too-many-requests', 'request-invalid'];

/** @throws {AndonError} `store-unavailable`, or what the server says */
export function readAnswer<T>(answer: Answered, isWanted: Shape, asker: Asker): T {
  if (answer.kind === 'failed') throw unavailable(answer.problem, answer.hints, asker);
  const { status, body } = answer;
  const value = parse(body);
  const isGood = status >= 200 && status < 300;
  if (!isMap(value) || (isGood && !isWanted(value)))
    throw unavailable(
      `it answered ${status} with what is no answer of andon`,
      hintsFor(status, asker),
      asker,
    );
  if (isGood) return value as T;
  const { title, code, kind, hints } = value;
  if (typeof title !== 'string' || typeof code !== 'string' || kind !== 'usage' || NO_USE.includes(code))
    throw unavailable(
      typeof title === 'string' ? `it answered ${status}: ${title}` : `it answered ${status}`,
      hintsFor(status, asker),
      asker,
    );
  throw new AndonError(code as ErrorCode, title, { kind, hints: textsOf(hints) });
}

/** What an admin of the git host can do about an answer that is no use. */
function hintsFor(status: number, { name, tokenPlace }: Asker): readonly string[] {
  switch (status) {
    case 401:
      return [
        `${MAKE_ONE}; put it into ${tokenPlace}`,
        `The one there is wrong, expired or revoked; see on the server: andon token list --database FILE`,
      ];
    case 403:
      return [
        `${MAKE_ONE}; put it into ${tokenPlace}`,
        'What a git host and its commands do takes the scope push, for all lines',
      ];
    case 429:
      return [`Wait a minute; then see that the token of ${tokenPlace} is the right one`];
    default:
      return [`See what answers there: curl -i ${name}/readyz`];
  }
}

/** On the server, which has the database. */
export const MAKE_ONE = 'Make one on the server: andon token create --database FILE --scope push --name HOST';

function textsOf(hints: unknown): readonly string[] {
  return Array.isArray(hints) ? hints.filter((hint) => typeof hint === 'string') : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function unavailable(problem: string, hints: readonly string[], { name }: Asker): AndonError {
  return new AndonError('store-unavailable', `The server ${name} cannot be asked: ${problem}`, {
    kind: 'unavailable',
    hints,
  });
}
