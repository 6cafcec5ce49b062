// The file of a server: made where there is none, readable to few, and brought up to date by whoever opens it.
import { closeSync, openSync, statSync } from 'node:fs';
import { AndonError, systemCodeOf } from '../text/andon-error.ts';
import { databaseHint } from './database-hint.ts';
import type { Engine } from './engine.ts';
import { noteFold, requireFold } from './rebuild-views.ts';
import { sqliteEngine } from './sqlite/sqlite-engine.ts';

/** Others may write to the file as well: andon token, and another server. */
const BUSY_MS = 5_000;

/** @throws {AndonError} `store-unavailable`, `store-schema` */
export async function openFile(path: string, { durable = true } = {}): Promise<Engine> {
  makePrivate(path);
  const engine = keepToFile(openEngine(path, durable), path);
  await requireFold(engine);
  return engine;
}

function openEngine(path: string, durable: boolean): Engine {
  try {
    return sqliteEngine({ path, durable, busyTimeoutMs: BUSY_MS, create: true, hintFor: databaseHint });
  } catch (error) {
    if (!(error instanceof AndonError && error.code === 'store-schema')) throw error;
    const hint = 'Name a database of andon, or one that is not there yet; a newer andon may know this one';
    throw new AndonError(error.code, error.message, { kind: error.kind, hints: [hint], cause: error });
  }
}

/** Makes an empty file, which SQLite takes for a new database: its own would be readable to everybody. */
function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o640));
  } catch (error) {
    // It is there; or SQLite will say the same, in the words that admins search for.
    if (systemCodeOf(error) === undefined) throw error;
  }
}

/** How old the last look at the file may be, for who reads. */
const LOOK_MS = 100;

/** A process that runs for weeks must not go on writing to a file that was moved away, or put back from a backup. */
function keepToFile(engine: Engine, path: string): Engine {
  const { ino, dev } = statSync(path);
  let seenAt = 0;
  const requireFile = (atMostOldMs = 0): void => {
    const at = performance.now();
    if (at - seenAt < atMostOldMs) return;
    const now = statSync(path, { throwIfNoEntry: false });
    if (now?.ino === ino && now.dev === dev) {
      seenAt = at;
      return;
    }
    throw new AndonError(
      'store-unavailable',
      `The database "${path}" is no longer the file that was opened`,
      {
        kind: 'unavailable',
        hints: ['Put the file back, or start the server again to have it use what is there now'],
      },
    );
  };
  return {
    ...engine,
    async write(work) {
      requireFile();
      return engine.write((transaction) => {
        const { seq } = transaction.head();
        const result = work(transaction);
        if (transaction.head().seq !== seq) noteFold(transaction);
        return result;
      });
    },
    async head() {
      requireFile(LOOK_MS);
      return engine.head();
    },
    async read(work) {
      requireFile(LOOK_MS);
      return engine.read(work);
    },
  };
}
