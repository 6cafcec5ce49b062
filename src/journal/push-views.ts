// What the journal says of pushes and refs: what is on its way, where each ref is, and what landed on lines.
import type { LineName } from '../line/line-name.ts';
import type { Oid } from '../ref/oid.ts';
import { putArrival, putBelow, readPlace } from './arrivals.ts';
import { foldFix } from './build-views.ts';
import { targetOf } from './entry.ts';
import type { Entry, Landing, Passage, Receiver, RecordedUpdate } from './entry.ts';
import { intentKey, readView, tipKey } from './view-table.ts';
import type { ViewTable } from './view-table.ts';

/** A push that was admitted and has not been settled. */
export interface Intent {
  readonly push: string;
  readonly seq: number;
  readonly at: string;
  readonly repository: string;
  readonly pusher: string;
  readonly receiver: Receiver;
  readonly updates: readonly RecordedUpdate[];
  /** The stops that it is to fix, ref by ref. */
  readonly fixes?: readonly Pick<Passage, 'line' | 'ref' | 'stops'>[];
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

type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>;
type Settled = EntryOf<'push.settled'>;

/** Folds an admission: the push is on its way. */
export function foldIntent(entry: EntryOf<'push.admitted'>, views: ViewTable): void {
  const { push, seq, at, repository, pusher, receiver, updates } = entry;
  const fixes = entry.passages.flatMap(({ way, line, ref, stops }) =>
    way === 'fix' || way === 'revert' ? [{ line, ref, stops }] : [],
  );
  const intent: Intent = {
    push,
    seq,
    at,
    repository,
    pusher,
    receiver,
    updates,
    seen: {},
    ...(fixes.length === 0 ? {} : { fixes }),
  };
  views.put('intent', intentKey(repository, push), JSON.stringify(intent));
  // From here on, where each ref was is on record: without it a first push could land unseen.
  for (const update of updates) {
    const ref = targetOf(update);
    if (views.get('tip', tipKey(repository, ref)) === undefined)
      putTip(views, repository, ref, { value: update.old, seq });
  }
}

/** Folds what became of a push, as far as it is known. */
export function foldSettlement(entry: Settled, views: ViewTable): void {
  const key = intentKey(entry.repository, entry.push);
  const intent = readView<Intent>(views, 'intent', key);
  const seen: Record<string, Landing> = { ...intent?.seen };
  // Once and not for each result: a push may move a hundred thousand refs.
  const updates = new Map(intent?.updates.toReversed().map((update) => [targetOf(update), update]));
  for (const result of entry.results) {
    seen[result.ref] = result.landing;
    if (result.landing !== 'landed') continue;
    const presumed = entry.via === 'reconcile' ? { presumed: entry.push } : {};
    const tip = readView<Tip>(views, 'tip', tipKey(entry.repository, result.ref));
    // The ref is where another push was presumed to have taken it: that was this one, and there was one movement.
    const isCorrection = tip?.presumed !== undefined && tip.value === result.new;
    putTip(views, entry.repository, result.ref, { value: result.new, seq: entry.seq, ...presumed });
    const update = updates.get(result.ref);
    if (intent !== undefined && update !== undefined)
      arrive(entry, intent, { ref: result.ref, update, isCorrection }, views);
  }
  if (intent === undefined) return;
  const open = intent.updates.some((update) => seen[targetOf(update)] === undefined);
  if (open) views.put('intent', key, JSON.stringify({ ...intent, seen }));
  else views.remove('intent', key);
}

interface Landed {
  readonly ref: string;
  readonly update: RecordedUpdate;
  readonly isCorrection: boolean;
}

/** Records on each line what a push moved there, and that a fix landed. */
function arrive(
  entry: Settled,
  intent: Intent,
  { ref, update, isCorrection }: Landed,
  views: ViewTable,
): void {
  if (update.old === update.new) return;
  const { repository, push, pusher, fixes = [] } = intent;
  const { old, new: value, subject, below = [] } = update;
  for (const line of update.lines ?? []) {
    const former =
      isCorrection && value !== null ? readPlace(views, line, value, { repository, ref }) : undefined;
    const place = former ?? { repository, ref, order: entry.seq };
    putArrival(views, line, {
      ...place,
      old,
      new: value,
      at: entry.at,
      push,
      pusher,
      ...(subject === undefined ? {} : { subject }),
      ...(entry.via === 'reconcile' ? { presumed: true } : {}),
    });
    putBelow(views, line, below, place);
    const stops = fixes.flatMap((fix) => (fix.line === line && fix.ref === ref ? fix.stops : []));
    if (stops.length > 0 && value !== null)
      foldFix(views, line, stops, { ...place, push, pusher, commit: value, at: entry.at });
  }
}

/** Folds a movement past the hooks: the ref stays on the lines that knew where it was. */
export function foldDrift(entry: EntryOf<'ref.drifted'>, views: ViewTable): void {
  const { repository, ref, recorded, found, at, seq } = entry;
  putTip(views, repository, ref, { value: found, seq });
  if (recorded === null) return;
  for (const { key } of views.list('line')) {
    const line = key as LineName;
    if (readPlace(views, line, recorded, { repository, ref }) !== undefined)
      putArrival(views, line, { repository, ref, order: seq, old: recorded, new: found, at });
  }
}

/** Folds where a ref was when it became known. */
export function foldAdoption(
  { repository, ref, value, seq }: EntryOf<'ref.adopted'>,
  views: ViewTable,
): void {
  putTip(views, repository, ref, { value, seq });
}

function putTip(views: ViewTable, repository: string, ref: string, tip: Tip): void {
  views.put('tip', tipKey(repository, ref), JSON.stringify(tip));
}
