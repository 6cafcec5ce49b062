// What must hold when all is done: the journal is intact, the views are what it says, and people have heard of
// each change once.
import { expect } from 'vitest';
import { openEntry } from '../../../src/journal/chain.ts';
import type { StoredEntry } from '../../../src/journal/entry.ts';
import { announce } from '../../../src/notify/announce.ts';
import type { Announcement } from '../../../src/notify/announcement.ts';
import { verifyJournal } from '../../../src/push/verify-journal.ts';
import type { Engine } from '../../../src/store/engine.ts';
import { journalOutbox } from '../../../src/store/journal-outbox.ts';
import { rebuildViews } from '../../../src/store/rebuild-views.ts';
import { dumpViews } from '../view-rows.ts';
import type { Model } from './model.ts';
import type { Real } from './real.ts';

export async function expectWhole(model: Model, real: Real): Promise<void> {
  expect((await verifyJournal(real.store('a'))).kind).toBe('intact');
  const views = await dumpViews(real.engine);
  await rebuildViews(real.engine);
  expect(await dumpViews(real.engine)).toEqual(views);
  const heard = await listHeard(real.engine, await real.readStored());
  expect(heard.map(inWords).sort()).toEqual(model.news.map(wordsOf).sort());
  expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
}

async function listHeard(engine: Engine, entries: readonly StoredEntry[]): Promise<readonly Announcement[]> {
  const outbox = journalOutbox(engine);
  const heard: Announcement[] = [];
  for (const stored of entries) {
    const entry = openEntry(stored);
    const told = announce(entry, { hash: stored.hash, ...(await outbox.readFacts(entry)) });
    if (told !== undefined) heard.push(told);
  }
  return heard;
}

function inWords({ event, stops, who, title }: Announcement): string {
  if (event === 'ref.drifted') return `${event} ${title.split(' ')[0]}`;
  return `${event} ${event.startsWith('push.') ? who : stops?.join()}`;
}

function wordsOf(news: Model['news'][number]): string {
  return typeof news === 'string' ? news : `${news[0]} ${news[1].number}`;
}
