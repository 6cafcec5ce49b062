// The store over any engine: each operation reads the views, decides with pure functions, and appends
// to the journal, in one transaction.
import { listArrivals, listPlaces } from '../journal/arrivals.ts';
import type { KnownJob } from '../journal/build-views.ts';
import { targetOf } from '../journal/entry.ts';
import type { Entry, Event, Settlement } from '../journal/entry.ts';
import { closeIntent, settleIntent } from '../journal/settle.ts';
import { readWaiting } from '../journal/waiting.ts';
import { intentKey, listView, readView, repositoryPrefix } from '../journal/view-table.ts';
import type { ViewTable } from '../journal/view-table.ts';
import type { Intent, Tip } from '../journal/push-views.ts';
import type { Schedule } from '../line/due-events.ts';
import type { Admission, Judgement, Store } from '../push/store.ts';
import { formatTime } from '../text/utc-time.ts';
import type { SchedulesIn } from './calendars.ts';
import type { Engine, WriteTransaction } from './engine.ts';
import { explain, observationsOf, observe } from './observe-refs.ts';
import { listStops } from './list-stops.ts';
import { readDue } from './read-due.ts';
import { lineView, readIntents, readRepositories, readStop, readTip } from './read-views.ts';
import { record } from './record.ts';
import type { Take } from './take-context.ts';
import { takeOperations } from './take-operations.ts';

const BATCH = 1_000;

/** What has its time ends also where nobody has freezes. */
const NO_SCHEDULE: Schedule = { repository: '', lines: [] };

/** Builds the store on an engine; `now` gives the time in milliseconds, and each schedule the freezes of a repository. */
export function journalStore(
  engine: Engine,
  now: () => number,
  schedulesIn: SchedulesIn = () => [NO_SCHEDULE],
): Store {
  const time = (): string => formatTime(now());
  const recordDue = (transaction: WriteTransaction, at: string): readonly Entry[] =>
    schedulesIn(transaction).flatMap((schedule) =>
      record(transaction, readDue(transaction.views, schedule, at), at),
    );
  const take: Take = (work) =>
    engine.write((transaction) => {
      const now = time();
      const due = recordDue(transaction, now);
      const { views } = transaction;
      return [...due, ...work({ views, now, record: (events) => record(transaction, events, now) })];
    });
  const tick: Store['tick'] = async () => {
    // Nearly always nothing, and whoever waits for a line asks twice a second.
    const isDue = await engine.read((transaction) =>
      schedulesIn(transaction).some((schedule) => readDue(transaction.views, schedule, time()).length > 0),
    );
    if (!isDue) return [];
    return engine.write((transaction) => recordDue(transaction, time()));
  };
  return {
    readHead: async () => engine.read((transaction) => transaction.head()),
    readLines: async () =>
      engine.read(({ views, head }) => ({
        ...lineView(views, time()),
        head: head(),
        repositories: readRepositories(views),
      })),
    readStop: async (number) => engine.read(({ views }) => readStop(views, number)),
    readStops: async (query) => engine.read(({ views }) => listStops(views, query, time())),
    readIntents: async (repository) => engine.read(({ views }) => readIntents(views, repository)),
    readTips: async (repository) =>
      engine.read(({ views }) => {
        const prefix = repositoryPrefix(repository);
        const rows = views.list('tip', prefix);
        return new Map(rows.map(({ key, value }) => [key.slice(prefix.length), JSON.parse(value) as Tip]));
      }),
    async *readEntries({
      newestFirst = false,
      afterSeq = 0,
      beforeSeq = Number.MAX_SAFE_INTEGER,
      limit = Infinity,
    }) {
      let left = limit;
      let [from, before] = [afterSeq, beforeSeq];
      while (left > 0) {
        const range = { afterSeq: from, beforeSeq: before, newestFirst, limit: Math.min(left, BATCH) };
        const batch = await engine.read((transaction) => transaction.entries(range));
        yield* batch;
        const last = batch.at(-1);
        if (last === undefined || batch.length < range.limit) return;
        if (newestFirst) before = last.seq;
        else from = last.seq;
        left -= batch.length;
      }
    },

    admit: async (admission, judge) =>
      engine.write((transaction) => {
        const { views } = transaction;
        const newer = admission.updates.some((update) => recordedAfter(views, admission, targetOf(update)));
        if (newer) return { kind: 'look-again', basis: transaction.head().seq };
        const at = time();
        observe(transaction, admission.repository, observationsOf(admission), at);
        // A freeze holds from its first moment on, although nobody was there to open it.
        recordDue(transaction, at);
        const judgement = judge(lineView(views, at));
        record(transaction, [admissionEvent(admission, judgement)], at);
        return { kind: 'judged', judgement, seq: transaction.head().seq };
      }),
    settle: async (settlement) =>
      engine.write((transaction) => {
        record(transaction, settlementEvents(transaction.views, settlement), time());
      }),
    reconcile: async ({ repository, dead, observations, basis }) =>
      engine.write((transaction) => {
        const { views } = transaction;
        const fresh = observations.filter(({ ref }) => (readTip(views, repository, ref)?.seq ?? 0) <= basis);
        const at = time();
        const moved = observe(transaction, repository, fresh, at);
        const known = new Set(fresh.map(({ ref }) => ref));
        const gone = readIntents(views, repository).filter(({ push }) => dead.includes(push));
        const settled = gone.flatMap((intent) => closeIntent(intent, known) ?? []);
        return [...moved, ...record(transaction, settled, at)];
      }),
    ...takeOperations(take, {
      read: (work) => engine.read(({ views }) => work({ views, now: time() })),
      tick,
    }),
    readPlaces: async (line, revision) => engine.read(({ views }) => listPlaces(views, line, revision)),
    readArrivals: async (line, from) => engine.read(({ views }) => listArrivals(views, line, from)),
    readJobs: async (line) => engine.read(({ views }) => listView<KnownJob>(views, 'job', `${line} `)),
    readWaiting: async (line) => engine.read(({ views }) => readWaiting(views, line)),
    tick,
    adopt: async (repository, observations) =>
      engine.write((transaction) => {
        const unknown = observations.filter(
          ({ ref }) => readTip(transaction.views, repository, ref) === undefined,
        );
        record(
          transaction,
          unknown.map(({ ref, value }) => ({ kind: 'ref.adopted', repository, ref, value })),
          time(),
        );
      }),
    takeIn: async (spooled) =>
      engine.write((transaction) => {
        for (const { name, event } of spooled) {
          if (transaction.views.get('counter', `spooled ${name}`) !== undefined) continue;
          if (event.kind === 'admission') explain(transaction, event.admission, time());
          const taken: readonly Event[] =
            event.kind === 'settlement'
              ? settlementEvents(transaction.views, event.settlement)
              : [admissionEvent(event.admission, event.judgement)];
          const { happenedAt } = event;
          record(transaction, taken.map((each) => ({ ...each, spooled: name, happenedAt })), time()); // prettier-ignore
        }
      }),
    close: () => engine.close(),
  };
}

function settlementEvents(views: ViewTable, settlement: Settlement): readonly Event[] {
  const { push, repository } = settlement;
  const intent = readView<Intent>(views, 'intent', intentKey(repository, push));
  return settleIntent(settlement, intent, (ref) => readTip(views, repository, ref));
}

function admissionEvent(admission: Admission, judgement: Judgement): Event {
  const { basis: _basis, receiver, ...facts } = admission;
  const { accept, passages, findings, moreFindings } = judgement;
  const more = moreFindings === undefined ? {} : { moreFindings };
  return accept
    ? { ...facts, kind: 'push.admitted', receiver, passages, findings, ...more }
    : { ...facts, kind: 'push.refused', findings, ...more };
}

function recordedAfter(views: ViewTable, { repository, basis }: Admission, ref: string): boolean {
  return (readTip(views, repository, ref)?.seq ?? 0) > basis;
}
