// An engine for many who write at once: what comes while a transaction is under way is written together in the next,
// each piece of work after the other and whole or not at all, and made durable once for all of them.
import { newDraft } from './draft.ts';
import type { Engine, WriteTransaction } from './engine.ts';
import { attempt } from './outcome.ts';

/** What is put into one transaction at most: whoever reads must not wait for long. */
const MOST_TOGETHER = 256;

interface Waiting {
  readonly work: (transaction: WriteTransaction) => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Wraps an engine. */
export function groupWrites(engine: Engine): Engine {
  const queue: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    // Those that arrived together are read from their sockets together, before anything is written.
    await new Promise((resolve) => void setImmediate(resolve));
    while (queue.length > 0) await writeSome(queue.splice(0, MOST_TOGETHER));
    isWriting = false;
  }

  async function writeSome(group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await engine.write((transaction) => {
        // Nothing is written until all have had their say: a database that fails must fail all of them.
        const together = newDraft(transaction);
        const found = group.map(({ work }) => attempt(() => runOn(together, work)));
        together.writeTo(transaction);
        return found;
      });
      group.forEach(({ resolve, reject }, place) => {
        const outcome = outcomes[place];
        if (outcome?.kind === 'done') resolve(outcome.result);
        else reject(outcome?.error);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return {
    ...engine,
    write: async <T>(work: (transaction: WriteTransaction) => T) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ work, resolve: resolve as Waiting['resolve'], reject });
        if (isWriting) return;
        isWriting = true;
        void writeAll();
      }),
  };
}

/** What fails leaves nothing behind for those after it. */
function runOn<T>(transaction: WriteTransaction, work: (transaction: WriteTransaction) => T): T {
  const draft = newDraft(transaction);
  const result = work(draft);
  draft.writeTo(transaction);
  return result;
}
