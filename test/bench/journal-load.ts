// Fills a store's journal by the hundred thousand, through the same sealing that every entry goes through,
// and measures how fast it verifies.
import { sealEvent } from '../../src/journal/chain.ts';
import type { Event, StoredEntry } from '../../src/journal/entry.ts';
import { verifyJournal } from '../../src/push/verify-journal.ts';
import type { Oid } from '../../src/ref/oid.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';

const BATCH = 50_000;

/** Appends `count` refused pushes to the journal of the store at `path`. */
export async function fillJournal(path: string, count: number): Promise<void> {
  const engine = sqliteEngine({ path, busyTimeoutMs: 1_000 });
  for (let done = 0; done < count; done += BATCH) {
    await engine.write((transaction) => {
      let head = transaction.head();
      const sealed: StoredEntry[] = [];
      for (let index = done; index < Math.min(count, done + BATCH); index++) {
        const { stored } = sealEvent(refusedPush(index), head, '2026-01-01T00:00:00.000Z');
        sealed.push(stored);
        head = stored;
      }
      transaction.append(sealed);
    });
  }
  engine.close();
}

/** Returns how many entries a second `andon audit verify` checks, the best of three runs. */
export async function verifyRate(path: string): Promise<number> {
  const store = journalStore(sqliteEngine({ path, busyTimeoutMs: 1_000 }), Date.now);
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    const verdict = await verifyJournal(store);
    if (verdict.kind !== 'intact') throw new Error(verdict.problem);
    best = Math.max(best, (verdict.head.seq / (performance.now() - start)) * 1000);
  }
  store.close();
  return best;
}

function refusedPush(index: number): Event {
  const oid = index.toString(16).padStart(40, '0') as Oid;
  return {
    kind: 'push.refused',
    push: `push-${index}`,
    repository: '/srv/git/web.git',
    pusher: 'dana',
    updates: [{ ref: 'refs/heads/main', old: oid, new: oid }],
    findings: [
      {
        rule: 'line-stopped',
        severity: 'error',
        message: 'without a fix trailer',
        ref: 'refs/heads/main',
        commit: oid,
      },
    ],
  };
}
