// Finds what a repository leaves behind in a store of its own when it goes over to a server: a line that is stopped
// there would run here.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnosis } from '../install/doctor.ts';
import type { Head } from '../journal/chain.ts';
import type { Policy } from '../push/policy.ts';
import type { Store } from '../push/store.ts';
import { journalStore } from '../store/journal-store.ts';
import { sqliteEngine } from '../store/sqlite/sqlite-engine.ts';
import { STORE_FILE } from '../open-store.ts';
import { AndonError } from '../text/andon-error.ts';
import { countOf } from '../text/count-of.ts';
import { listSome } from '../text/list-some.ts';

const BUSY_MS = 2_000;
const MOST_NUMBERS = 10;

/** Says what the store in the state folder holds that the one behind the server does not know. */
export async function findLeftBehind(
  { state }: Pick<Policy, 'state'>,
  openServer: () => Store,
): Promise<readonly Diagnosis[]> {
  const path = join(state, STORE_FILE);
  if (!existsSync(path)) return [];
  try {
    const { head, stops, pushes } = await readOpen(path);
    const numbers = stops.map(String);
    if (stops.length + pushes === 0 || (await knows(openServer(), head))) return [];
    const what = [
      ...(stops.length === 0
        ? []
        : [`${countOf(stops.length, 'open stop')} (${listSome(numbers, MOST_NUMBERS)})`]),
      ...(pushes === 0 ? [] : [`${countOf(pushes, 'push')} under way`]),
    ];
    return [
      {
        check: 'server',
        health: 'warning',
        message: `"${path}" holds ${what.join(' and ')} of which the server knows nothing: its lines run`,
        fix: `andon store copy ${path} DATABASE, into a new one for the server to start on; or stop the line again`,
      },
    ];
  } catch (error) {
    if (!(error instanceof AndonError)) throw error;
    return [{ check: 'server', health: 'warning', message: error.message }];
  }
}

async function readOpen(
  path: string,
): Promise<{ readonly head: Head; readonly stops: readonly number[]; readonly pushes: number }> {
  const engine = sqliteEngine({ path, busyTimeoutMs: BUSY_MS });
  try {
    const { statuses } = await journalStore(engine, Date.now).readLines();
    return {
      head: await engine.head(),
      stops: [...statuses.values()].flatMap((line) => line.stops.map(({ number }) => number)),
      // Under whatever name the repository went there.
      pushes: await engine.read(({ views }) => views.list('intent').length),
    };
  } finally {
    engine.close();
  }
}

/** Tells whether a store has all of a journal: the hash of an entry covers what is before it. */
async function knows(store: Store, { seq, hash }: Head): Promise<boolean> {
  for await (const entry of store.readEntries({ afterSeq: seq - 1, limit: 1 })) return entry.hash === hash;
  return false;
}
