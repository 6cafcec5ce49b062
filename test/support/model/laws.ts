// What must hold of any journal, whatever happened: read off its entries alone.
import { expect } from 'vitest';
import type { Entry } from '../../../src/journal/entry.ts';

type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>;
type Opened = EntryOf<'stop.opened'>;
type Lifted = EntryOf<'stop.lifted'>;

export function expectLawful(entries: readonly Entry[]): void {
  const opened = new Map<number, Opened>();
  const ends = new Map<number, string>();
  const lifted = new Map<number, Lifted>();
  const windows = new Map<string, number>();
  const forgiven = new Map<string, Lifted>();
  let before: Entry | undefined;
  for (const entry of entries) {
    if (entry.kind === 'stop.opened') {
      // Numbers are never used again, and none is left out.
      expect(entry.stop).toBe(opened.size + 1);
      opened.set(entry.stop, entry);
      if (entry.until !== undefined) ends.set(entry.stop, entry.until);
      expectReason(entry, before, forgiven);
      if (entry.freeze !== undefined) {
        // A window is opened once, unless it was withdrawn.
        expect(windows.get(windowOf(entry))).toBeUndefined();
        windows.set(windowOf(entry), entry.stop);
      }
    }
    if (entry.kind === 'stop.amended' && entry.until !== undefined) ends.set(entry.stop, entry.until);
    if (entry.kind === 'stop.lifted') {
      const stop = opened.get(entry.stop);
      if (stop === undefined) throw new Error(`stop ${entry.stop} was lifted and never opened`);
      // Once, and on its own line.
      expect(lifted.has(entry.stop)).toBe(false);
      expect(entry.line).toBe(stop.line);
      lifted.set(entry.stop, entry);
      expectRight(entry, stop, { end: ends.get(entry.stop), before });
      if (isWithdrawn(entry)) windows.delete(windowOf(stop));
      if (stop.failing !== undefined && entry.build === undefined) forgiven.set(jobOf(stop), entry);
    }
    before = entry;
  }
}

/** A robot opens stops for what it has just said, if that was news. */
function expectReason(entry: Opened, before: Entry | undefined, forgiven: ReadonlyMap<string, Lifted>): void {
  if (entry.alert !== undefined) {
    expect(before).toMatchObject({ kind: 'alert.reported', state: 'firing', key: entry.alert.key });
    // A note opens nothing, and a warning is shown first.
    const levels = { critical: 'stop', warning: 'caution', info: 'nothing' };
    expect(entry.level).toBe(levels[(before as EntryOf<'alert.reported'>).severity]);
  }
  if (entry.failing === undefined) return;
  expect(before).toMatchObject({ kind: 'build.reported', verdict: 'bad', build: entry.build });
  // A stale build opens nothing.
  const end = forgiven.get(jobOf(entry));
  const { startedAt, place } = before as EntryOf<'build.reported'>;
  if (end === undefined) return;
  expect(startedAt > (end.effectiveAt ?? end.at) || (place?.order ?? 0) > end.seq).toBe(true);
}

/** A robot lifts what it has opened itself, the calendar what has its time, and people what they like. */
function expectRight(
  { by, build, alert, effectiveAt, at, reason }: Lifted,
  stop: Opened,
  { end, before }: { readonly end: string | undefined; readonly before: Entry | undefined },
): void {
  if (build !== undefined) {
    expect(stop.failing).toBeDefined();
    expect(before).toMatchObject({ kind: 'build.reported', verdict: 'good', job: stop.failing?.job, build });
  } else if (alert !== undefined) {
    expect(stop.alert?.key).toBe(alert);
  } else if (by === 'schedule') {
    expect(reason.includes('no longer') ? stop.freeze !== undefined : effectiveAt === end).toBe(true);
    expect(effectiveAt !== undefined && effectiveAt <= at).toBe(true);
  } else {
    expect(by).toBe('dana');
  }
}

const jobOf = ({ line, failing }: Opened): string =>
  `${line} ${failing?.job} ${failing?.repository} ${failing?.ref}`;
const windowOf = ({ line, freeze }: Opened): string =>
  `${line} ${freeze?.name} ${freeze?.from} ${freeze?.until}`;
const isWithdrawn = ({ by, reason }: Lifted): boolean => by === 'schedule' && reason.includes('no longer');
