// What the views remember for the calendar: when a line became known, and which windows of a freeze were opened.
import type { FreezeMark, FreezeWindow } from '../line/freeze.ts';
import type { LineName } from '../line/line-name.ts';
import type { Stop } from '../line/stop.ts';
import type { Entry } from './entry.ts';

type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

/** The part of a view table that is needed here; all of it stands in the view `counter`. */
export interface Counters {
  get(view: 'counter', key: string): string | undefined;
  put(view: 'counter', key: string, value: string): void;
  remove(view: 'counter', key: string): void;
}

const registeredKey = (line: LineName): string => `registered ${line}`;
const freezeKey = (line: LineName, freeze: string): string => `freeze ${line} ${freeze}`;
const windowKey = (line: LineName, freeze: string, { from, until }: FreezeWindow): string =>
  `${freezeKey(line, freeze)} ${from} ${until}`;

/** When a line was first registered; undefined where an older release folded the views. */
export function readRegistration(views: Pick<Counters, 'get'>, line: LineName): string | undefined {
  return views.get('counter', registeredKey(line));
}

/** Whether a window was opened, and not withdrawn since. */
export function wasOpened(
  views: Pick<Counters, 'get'>,
  line: LineName,
  mark: Pick<FreezeMark, 'name' | 'from' | 'until'>,
): boolean {
  return views.get('counter', windowKey(line, mark.name, mark)) !== undefined;
}

/** The latest beginning of a window of this freeze that was opened. */
export function readNewestFrom(
  views: Pick<Counters, 'get'>,
  line: LineName,
  freeze: string,
): string | undefined {
  return views.get('counter', freezeKey(line, freeze));
}

export function noteRegistration({ line, at }: EntryOf<'line.registered'>, views: Counters): void {
  if (readRegistration(views, line) === undefined) views.put('counter', registeredKey(line), at);
}

export function noteFreeze(line: LineName, mark: FreezeMark, views: Counters): void {
  views.put('counter', windowKey(line, mark.name, mark), mark.repository);
  if (mark.from > (readNewestFrom(views, line, mark.name) ?? ''))
    views.put('counter', freezeKey(line, mark.name), mark.from);
}

/**
 * A freeze that the schedule ended before its time was withdrawn: should the admin bring it back, it opens again. So
 * does one whose time was up by a clock that was ahead. Only whose end a person has changed is not.
 */
export function noteLift(entry: EntryOf<'stop.lifted'>, stop: Stop | undefined, views: Counters): void {
  const { freeze, until } = stop ?? {};
  if (freeze === undefined || until === undefined || entry.effectiveAt === undefined) return;
  if (entry.effectiveAt < until || until === freeze.until)
    views.remove('counter', windowKey(entry.line, freeze.name, freeze));
}
