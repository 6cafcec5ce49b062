// What the journal says, kept ready to be read: tables of text that any engine can hold and that
// can be thrown away and folded again from the entries at any time.
import type { Stop } from '../line/stop.ts';
import type { Oid } from '../ref/oid.ts';
import { targetOf } from './entry.ts';
import type { Entry, Landing, Receiver, RecordedUpdate } from './entry.ts';
import { noteFreeze, noteLift, noteRegistration } from './freeze-views.ts';

/** The views: lines known, all stops, those still open, pushes not settled, last known value of each ref. */
export type ViewName = 'line' | 'stop' | 'open-stop' | 'intent' | 'tip' | 'counter';

/** Where views are kept. Keys sort by bytes. */
export interface ViewTable {
  get(view: ViewName, key: string): string | undefined;
  put(view: ViewName, key: string, value: string): void;
  remove(view: ViewName, key: string): void;
  list(view: ViewName, prefix?: string): readonly { readonly key: string; readonly value: string }[];
}

/** A push that was admitted and has not been settled. */
export interface Intent {
  readonly push: string;
  readonly seq: number;
  readonly at: string;
  readonly repository: string;
  readonly pusher: string;
  readonly receiver: Receiver;
  readonly updates: readonly RecordedUpdate[];
  /** What is already known of single refs, seen by other pushes. */
  readonly seen: Readonly<Record<string, Landing>>;
}

/** The last value of a ref that the journal can account for. */
export interface Tip {
  readonly value: Oid | null;
  /** The entry that says so. */
  readonly seq: number;
  /** The push that reconciliation took for the one that moved it there: nobody saw that push do it. */
  readonly presumed?: string;
}

export const stopKey = (number: number): string => String(number).padStart(12, '0');
// A repository is a path and may hold anything but NUL; so may a ref. Spaces are in no ref's text.
export const repositoryPrefix = (repository: string): string => `${encodeURIComponent(repository)} `;
export const tipKey = (repository: string, ref: string): string => repositoryPrefix(repository) + ref;
export const intentKey = (repository: string, push: string): string => repositoryPrefix(repository) + push;

export function readView<T>(views: Pick<ViewTable, 'get'>, view: ViewName, key: string): T | undefined {
  const value = views.get(view, key);
  return value === undefined ? undefined : (JSON.parse(value) as T);
}

export function listView<T>(views: Pick<ViewTable, 'list'>, view: ViewName, prefix?: string): readonly T[] {
  return views.list(view, prefix).map(({ value }) => JSON.parse(value) as T);
}

/** Folds one entry into the views. */
export function project(entry: Entry, views: ViewTable): void {
  if (entry.spooled !== undefined) views.put('counter', `spooled ${entry.spooled}`, String(entry.seq));
  switch (entry.kind) {
    case 'line.registered': {
      const repositories = readView<string[]>(views, 'line', entry.line) ?? [];
      if (!repositories.includes(entry.repository)) repositories.push(entry.repository);
      views.put('line', entry.line, JSON.stringify(repositories));
      noteRegistration(entry, views);
      return;
    }
    case 'stop.opened': {
      const { stop: number, kind: _kind, seq: _seq, at, effectiveAt: since = at, ...rest } = entry;
      putStop(views, { number, since, ...rest });
      views.put('counter', 'stop', String(number));
      if (entry.freeze !== undefined) noteFreeze(entry.line, entry.freeze, views);
      return;
    }
    case 'stop.claimed':
      return changeStop(views, entry.stop, {
        claim: { by: entry.by, at: entry.at, ...(entry.eta === undefined ? {} : { eta: entry.eta }) },
      });
    case 'stop.amended':
      return changeStop(views, entry.stop, {
        summary: entry.summary,
        ...(entry.until === undefined ? {} : { until: entry.until }),
      });
    case 'stop.lifted': {
      const { by, at, effectiveAt = at, reason } = entry;
      noteLift(entry, readView<Stop>(views, 'stop', stopKey(entry.stop)), views);
      return changeStop(views, entry.stop, { lifted: { by, at: effectiveAt, reason } });
    }
    case 'push.admitted': {
      const { push, seq, at, repository, pusher, receiver, updates } = entry;
      const intent: Intent = { push, seq, at, repository, pusher, receiver, updates, seen: {} };
      views.put('intent', intentKey(repository, push), JSON.stringify(intent));
      // From here on, where each ref was is on record: without it a first push could land unseen.
      for (const update of updates) {
        const ref = targetOf(update);
        if (views.get('tip', tipKey(repository, ref)) === undefined)
          putTip(views, repository, ref, { value: update.old, seq });
      }
      return;
    }
    case 'push.refused':
      return;
    case 'push.settled':
      return settle(entry, views);
    case 'ref.drifted':
      return putTip(views, entry.repository, entry.ref, { value: entry.found, seq: entry.seq });
    case 'ref.adopted':
      return putTip(views, entry.repository, entry.ref, { value: entry.value, seq: entry.seq });
  }
}

function settle(entry: Extract<Entry, { kind: 'push.settled' }>, views: ViewTable): void {
  const key = intentKey(entry.repository, entry.push);
  const intent = readView<Intent>(views, 'intent', key);
  const seen: Record<string, Landing> = { ...intent?.seen };
  for (const result of entry.results) {
    seen[result.ref] = result.landing;
    if (result.landing !== 'landed') continue;
    const presumed = entry.via === 'reconcile' ? { presumed: entry.push } : {};
    putTip(views, entry.repository, result.ref, { value: result.new, seq: entry.seq, ...presumed });
  }
  if (intent === undefined) return;
  const open = intent.updates.some((update) => seen[targetOf(update)] === undefined);
  if (open) views.put('intent', key, JSON.stringify({ ...intent, seen }));
  else views.remove('intent', key);
}

function putTip(views: ViewTable, repository: string, ref: string, tip: Tip): void {
  views.put('tip', tipKey(repository, ref), JSON.stringify(tip));
}

function changeStop(views: ViewTable, number: number, change: Partial<Stop>): void {
  const stop = readView<Stop>(views, 'stop', stopKey(number));
  if (stop !== undefined) putStop(views, { ...stop, ...change });
}

function putStop(views: ViewTable, stop: Stop): void {
  views.put('stop', stopKey(stop.number), JSON.stringify(stop));
  if (stop.lifted === undefined) views.put('open-stop', stopKey(stop.number), JSON.stringify(stop));
  else views.remove('open-stop', stopKey(stop.number));
}
