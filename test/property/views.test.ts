import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openEntry } from '../../src/journal/chain.ts';
import type { StoredEntry } from '../../src/journal/entry.ts';
import { project } from '../../src/journal/views.ts';
import { verifyJournal } from '../../src/push/verify-journal.ts';
import type { Engine } from '../../src/store/engine.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { memoryViews } from '../../src/store/memory/views.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { rebuildViews } from '../../src/store/rebuild-views.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';
import { temporaryFolder } from '../support/engines.ts';
import { operations } from '../support/operations.ts';
import type { Operation } from '../support/operations.ts';
import { readAll } from '../support/pushes.ts';
import { dumpViews, rowsOf } from '../support/view-rows.ts';
import type { Rows } from '../support/view-rows.ts';

// Closed after each run, since a failure that is being shrunk makes hundreds of them.
const ENGINES: readonly (readonly [string, (path: string) => Engine])[] = [
  ['memory', memoryEngine],
  ['sqlite', (path) => sqliteEngine({ path, busyTimeoutMs: 1_000, create: true })],
];

const sequences = fc.array(operations, { maxLength: 80, size: 'max' });

describe('the views after random operations', () => {
  it.each(ENGINES)('equal those folded anew from the journal, on %s', async (_, openEngine) => {
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(sequences, async (sequence) => {
        const engine = openEngine(newFile(folder));
        const entries = await run(sequence, engine);
        const views = await dumpViews(engine);
        expect(views).toEqual(fold(entries));
        expect(await rebuildViews(engine)).toBe(entries.length);
        expect(await dumpViews(engine)).toEqual(views);
        engine.close();
      }),
      { numRuns: 100 },
    );
  });

  it('are the same on every engine, and so is the journal', async () => {
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(sequences, async (sequence) => {
        const results = [];
        for (const [, openEngine] of ENGINES) {
          const engine = openEngine(newFile(folder));
          results.push({ entries: await run(sequence, engine), views: await dumpViews(engine) });
          engine.close();
        }
        for (const result of results) expect(result).toEqual(results[0]);
      }),
      { numRuns: 100 },
    );
  });
});

function newFile(folder: string): string {
  return join(folder, `${readdirSync(folder).length}.db`);
}

/** Runs operations one after the other, a second each; returns the journal, which is intact. */
async function run(sequence: readonly Operation[], engine: Engine): Promise<readonly StoredEntry[]> {
  let now = Date.parse('2026-03-02T14:27:00Z');
  const store = journalStore(engine, () => (now += 1_000));
  for (const operation of sequence) await operation(store);
  expect((await verifyJournal(store)).kind).toBe('intact');
  return readAll(store);
}

function fold(entries: readonly StoredEntry[]): Rows {
  const views = memoryViews();
  for (const stored of entries) project(openEntry(stored), views);
  return rowsOf(views);
}
