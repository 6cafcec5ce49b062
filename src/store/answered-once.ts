// An engine for one request of a client that may ask again because it heard no answer: what the request writes is
// written once, and what it was answered is kept with it, in the same transaction.
import { AndonError } from '../text/andon-error.ts';
import type { Engine } from './engine.ts';

export interface Request {
  /** Of the client's own choice, the same each time it asks. */
  readonly key: string;
  /** What tells this request from another with the same key. */
  readonly fingerprint: string;
  /** ISO 8601. */
  readonly now: string;
}

interface Answer {
  readonly fingerprint: string;
  readonly result: unknown;
}

/** Where it stands when old answers were removed. It sorts behind all days. */
const CLEARED = 'cleared';

const DAY_MS = 86_400_000;

/**
 * Wraps an engine. Its one write answers as before where the request was made within the last day; what it answers
 * has to be JSON.
 * @throws {AndonError} `request-changed` where it was another request that had the key
 */
export function answeredOnce(engine: Engine, request: Request): Engine {
  const today = request.now.slice(0, 10);
  const dayAt = (offsetMs: number): string =>
    new Date(Date.parse(request.now) + offsetMs).toISOString().slice(0, 10);
  const [yesterday, tomorrow] = [dayAt(-DAY_MS), dayAt(DAY_MS)];
  return {
    ...engine,
    write: (work) =>
      engine.write((transaction) => {
        const answers = transaction.side('answer');
        // Tomorrow, because another server may have a clock that is ahead at midnight.
        const text = [today, yesterday, tomorrow]
          .map((day) => answers.get(`${day} ${request.key}`))
          .find(Boolean);
        if (text !== undefined) return openAnswer<ReturnType<typeof work>>(text, request);
        const result = work(transaction);
        if (answers.get(CLEARED) !== today) {
          answers.removeBefore(yesterday);
          answers.put(CLEARED, today);
        }
        const answer: Answer = { fingerprint: request.fingerprint, result };
        answers.put(`${today} ${request.key}`, JSON.stringify(answer));
        return result;
      }),
  };
}

function openAnswer<T>(text: string, { fingerprint }: Request): T {
  const answer = JSON.parse(text) as Answer;
  if (answer.fingerprint === fingerprint) return answer.result as T;
  throw new AndonError('request-changed', 'Another request was made with this idempotency key', {
    kind: 'usage',
    hints: ['Give each request a key of its own, and the same again when it is repeated'],
  });
}
