// Who waits for a line, folded from what was said of pushes and stops.
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/journal/entry.ts';
import type { ViewTable } from '../../src/journal/view-table.ts';
import { project } from '../../src/journal/views.ts';
import { readFreed } from '../../src/journal/waiting.ts';
import { memoryViews } from '../../src/store/memory/views.ts';
import { at } from '../support/build-scene.ts';
import { lineName, MAIN, oid, refName } from '../support/gate.ts';
import { REPOSITORY } from '../support/pushes.ts';

const DOCS = lineName('docs');
const HEADS = { main: MAIN, docs: DOCS };
type Name = keyof typeof HEADS;

function push(pusher: string, refused: readonly Name[], moved: readonly Name[] = refused): Event {
  const facts = {
    push: pusher,
    repository: REPOSITORY,
    pusher,
    receiver: { host: 'h', pid: 7 },
    updates: moved.map((name) => ({
      ref: `refs/heads/${name}`,
      old: null,
      new: oid(1),
      lines: [HEADS[name]],
    })),
  };
  if (refused.length === 0) return { ...facts, kind: 'push.admitted', passages: [], findings: [] };
  const findings = refused.map((name) => ({
    rule: 'line-stopped',
    severity: 'error' as const,
    ref: refName(`refs/heads/${name}`),
    message: 'is STOPPED',
  }));
  return { ...facts, kind: 'push.refused', findings };
}

const opens = (stop: number, line = MAIN, more: object = {}): Event => ({
  kind: 'stop.opened',
  stop,
  line,
  level: 'stop',
  cause: 'person',
  summary: 's',
  by: 'dana',
  ...more,
});
const lifts = (stop: number, line = MAIN): Event => ({
  kind: 'stop.lifted',
  stop,
  line,
  by: 'dana',
  reason: 'green',
});

/** Folds the events; returns whom the last of them freed, and what is left of who waits. */
function after(...events: readonly Event[]): { freed: readonly string[]; waiting: readonly string[] } {
  const views: ViewTable = memoryViews();
  for (const [index, event] of events.entries())
    project({ ...event, seq: index + 1, at: at(index + 1) }, views);
  return {
    freed: readFreed(views, { seq: events.length }),
    waiting: views.list('waiting').map(({ key }) => key),
  };
}

describe('who was refused', () => {
  it('is freed by the end of the stop, each once', () => {
    const refusals = [push('zoë "z"', ['main']), push('alice', ['main']), push('alice', ['main'])];
    expect(after(opens(1), ...refusals, lifts(1))).toEqual({ freed: ['alice', 'zoë "z"'], waiting: [] });
  });

  it('is freed by the last of the stops, not by one of another line', () => {
    const before = [opens(1), opens(2), opens(3, DOCS), push('alice', ['main'])];
    const waiting = ['main alice'];
    expect(after(...before, lifts(1))).toEqual({ freed: [], waiting });
    expect(after(...before, lifts(1), lifts(3, DOCS))).toEqual({ freed: [], waiting });
    expect(after(...before, lifts(1), lifts(3, DOCS), lifts(2)).freed).toEqual(['alice']);
    expect(after(...before, lifts(1), lifts(2)).freed).toEqual(['alice']);
  });

  it('is freed where nothing but a caution is left', () => {
    const caution = opens(2, MAIN, { level: 'caution' });
    expect(after(opens(1), caution, push('alice', ['main']), lifts(1)).freed).toEqual(['alice']);
    const turned = opens(2, MAIN, { level: 'caution', stopsAt: at(1) });
    expect(after(opens(1), turned, push('alice', ['main']), lifts(1)).freed).toEqual([]);
  });

  it('waits no more once a push of theirs was let in', () => {
    const before = [opens(1), push('alice', ['main']), push('bob', ['main'])];
    expect(after(...before, push('alice', [], ['main']), lifts(1)).freed).toEqual(['bob']);
    expect(after(...before, push('alice', [], ['docs']), lifts(1)).freed).toEqual(['alice', 'bob']);
  });

  it('is freed once, and waits again when refused again', () => {
    const first = [opens(1), push('alice', ['main']), lifts(1)];
    expect(after(...first, opens(2), lifts(2)).freed).toEqual([]);
    expect(after(...first, opens(2), push('bob', ['main']), lifts(2)).freed).toEqual(['bob']);
  });

  it('waits for the line that said no, not for what else the push moved', () => {
    const before = [opens(1), opens(2, DOCS), push('alice', ['docs'], ['main', 'docs'])];
    expect(after(...before, lifts(1))).toEqual({ freed: [], waiting: ['docs alice'] });
  });

  it('waits whatever name the ref was pushed by', () => {
    const named = push('alice', ['main']) as Extract<Event, { kind: 'push.refused' }>;
    const updates = named.updates.map((update) => ({ ...update, ref: 'HEAD', target: update.ref }));
    expect(after(opens(1), { ...named, updates }, lifts(1)).freed).toEqual(['alice']);
  });

  it('waits for no line that is only cautioned', () => {
    expect(after(opens(1, MAIN, { level: 'caution' }), push('alice', ['main'])).waiting).toEqual([]);
  });

  it('waits for no line that runs, whatever else was wrong with the push', () => {
    const wrong = push('alice', ['main']) as Extract<Event, { kind: 'push.refused' }>;
    const findings = wrong.findings.map((finding) => ({ ...finding, rule: 'subject-length' }));
    expect(after(opens(1), { ...wrong, findings }, lifts(1)).freed).toEqual([]);
    expect(after(push('alice', ['main'])).waiting).toEqual([]);
  });
});
