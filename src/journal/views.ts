// What the journal says, kept ready to be read: tables of text that any engine can hold and that
// can be thrown away and folded again from the entries at any time.
import type { LineName } from '../line/line-name.ts';
import type { Stop } from '../line/stop.ts';
import type { Oid } from '../ref/oid.ts';
import { targetOf } from './entry.ts';
import { foldAlert } from './alert-views.ts';
import { foldFix, foldLift, foldReport } from './build-views.ts';
import type { Entry, Landing, Passage, Receiver, RecordedUpdate } from './entry.ts';
import { noteFreeze, noteLift, noteRegistration } from './freeze-views.ts';
import { putArrival, readPlace } from './arrivals.ts';
import { foldAdmission, foldRefusal, foldRunning } from './waiting.ts';
import { changeStop, intentKey, putStop, readView, stopKey, tipKey } from './view-table.ts';
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
    case 'stop.escalated':
      return changeStop(views, entry.stop, { escalatedAt: entry.effectiveAt });
    case 'stop.claimed': {
      const { by, at, eta } = entry;
      const former = readView<Stop>(views, 'stop', stopKey(entry.stop))?.claim;
      return changeStop(views, entry.stop, {
        claim: {
          by,
          at,
          ...(former === undefined ? {} : { firstAt: former.firstAt ?? former.at }),
          ...(eta === undefined ? {} : { eta }),
        },
      });
    }
    case 'stop.amended':
      return changeStop(views, entry.stop, {
        summary: entry.summary,
        ...(entry.until === undefined ? {} : { until: entry.until }),
      });
    case 'stop.lifted': {
      const { by, at, effectiveAt = at, reason } = entry;
      const stop = readView<Stop>(views, 'stop', stopKey(entry.stop));
      noteLift(entry, stop, views);
      foldLift(entry, views, stop);
      changeStop(views, entry.stop, { lifted: { by, at: effectiveAt, reason } });
      return foldRunning(entry, views);
    }
    case 'push.admitted': {
      foldAdmission(entry, views);
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
      return;
    }
    case 'push.refused':
      return foldRefusal(entry, views);
    case 'push.settled':
      return settle(entry, views);
    case 'alert.reported':
      return foldAlert(entry, views);
    case 'build.reported':
      return foldReport(entry, views);
    case 'stop.fix-failed': {
      const fix = readView<Stop>(views, 'stop', stopKey(entry.stop))?.fix;
      return fix === undefined
        ? undefined
        : changeStop(views, entry.stop, { fix: { ...fix, failed: entry.build } });
    }
    case 'ref.drifted':
      drift(entry, views);
      return putTip(views, entry.repository, entry.ref, { value: entry.found, seq: entry.seq });
    case 'ref.adopted':
      return putTip(views, entry.repository, entry.ref, { value: entry.value, seq: entry.seq });
  }
}

type Settled = Extract<Entry, { kind: 'push.settled' }>;
type Drifted = Extract<Entry, { kind: 'ref.drifted' }>;

function settle(entry: Settled, views: ViewTable): void {
  const key = intentKey(entry.repository, entry.push);
  const intent = readView<Intent>(views, 'intent', key);
  const seen: Record<string, Landing> = { ...intent?.seen };
  for (const result of entry.results) {
    seen[result.ref] = result.landing;
    if (result.landing !== 'landed') continue;
    const presumed = entry.via === 'reconcile' ? { presumed: entry.push } : {};
    const tip = readView<Tip>(views, 'tip', tipKey(entry.repository, result.ref));
    // The ref is where another push was presumed to have taken it: that was this one, and there was one movement.
    const isCorrection = tip?.presumed !== undefined && tip.value === result.new;
    putTip(views, entry.repository, result.ref, { value: result.new, seq: entry.seq, ...presumed });
    if (intent !== undefined) arrive(entry, intent, { ref: result.ref, isCorrection }, views);
  }
  if (intent === undefined) return;
  const open = intent.updates.some((update) => seen[targetOf(update)] === undefined);
  if (open) views.put('intent', key, JSON.stringify({ ...intent, seen }));
  else views.remove('intent', key);
}

/** Records on each line what a push moved there, and that a fix landed. */
function arrive(
  entry: Settled,
  intent: Intent,
  { ref, isCorrection }: { readonly ref: string; readonly isCorrection: boolean },
  views: ViewTable,
): void {
  const update = intent.updates.find((each) => targetOf(each) === ref);
  if (update === undefined || update.old === update.new) return;
  const { repository, push, pusher, fixes = [] } = intent;
  const { old, new: value, subject } = update;
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
    const stops = fixes.flatMap((fix) => (fix.line === line && fix.ref === ref ? fix.stops : []));
    if (stops.length > 0 && value !== null)
      foldFix(views, line, stops, { ...place, push, pusher, commit: value, at: entry.at });
  }
}

/** A ref that was moved past the hooks is on the lines that knew where it was. */
function drift({ repository, ref, recorded, found, at, seq }: Drifted, views: ViewTable): void {
  if (recorded === null) return;
  for (const { key } of views.list('line')) {
    const line = key as LineName;
    if (readPlace(views, line, recorded, { repository, ref }) !== undefined)
      putArrival(views, line, { repository, ref, order: seq, old: recorded, new: found, at });
  }
}

function putTip(views: ViewTable, repository: string, ref: string, tip: Tip): void {
  views.put('tip', tipKey(repository, ref), JSON.stringify(tip));
}
