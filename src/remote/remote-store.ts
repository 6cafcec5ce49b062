// The store behind a server. Each operation is one request; a push is judged here, by the lines as the server says
// they are, and let in there, if they are the same by then.
import type { Entry, StoredEntry } from '../journal/entry.ts';
import type { LineName } from '../line/line-name.ts';
import type { Stop } from '../line/stop.ts';
import type { LineCommand } from '../line/commands.ts';
import type { Arrival } from '../journal/arrivals.ts';
import type { KnownJob } from '../journal/build-views.ts';
import type { Intent, Tip } from '../journal/push-views.ts';
import type { Place } from '../line/job.ts';
import type { Admission, AdmitAnswer, Judgement, LineView, StopPage, Store } from '../push/store.ts';
import type { WireAdmitted, WireLine, WireLines, WireWritten } from '../push/wire.ts';
import { AndonError } from '../text/andon-error.ts';
import {
  isAdmitted,
  isArrivals,
  isIntents,
  isJobs,
  isJournal,
  isLines,
  isPlaces,
  isStops,
  isStop,
  isTips,
  isWaiting,
  isWritten,
} from './answer-shapes.ts';
import { openExchange } from './exchange.ts';
import type { ExchangeOptions } from './exchange.ts';

const PAGE = 1_000;
/** Each needs a line that changed at that very moment. */
const MOST_ROUNDS = 8;

/** Opens the store. */
export function remoteStore(options: ExchangeOptions): Store {
  const { client, name } = options;
  const { get, send } = openExchange(options);
  const written = async (
    path: string,
    body: object,
    method: 'POST' | 'PATCH' = 'POST',
  ): Promise<readonly Entry[]> =>
    (await send<WireWritten>(path, body, { method, isWanted: isWritten })).entries;
  // What the head was read with: a push is judged by it, unless it has changed.
  let latest: WireLines | undefined;
  const readWire = async (): Promise<WireLines> => (latest = await get<WireLines>('/v1/lines', isLines));

  return {
    readHead: async () => (await readWire()).head,
    async readLines() {
      const wire = await readWire();
      const repositories = new Map(wire.lines.map((each) => [each.line, each.repositories]));
      return { ...viewOf(wire), head: wire.head, repositories };
    },
    async readStop(number) {
      try {
        return await get<Stop>(`/v1/stops/${number}`, isStop);
      } catch (error) {
        if (error instanceof AndonError && error.code === 'stop-unknown') return undefined;
        throw error;
      }
    },
    async readStops({ lines, isOpen: open, newestFirst: newest, ...page }) {
      // None is what no parameter would not say.
      if (lines?.length === 0) return { stops: [] };
      const named = lines?.map((line) => `line=${line}&`) ?? [];
      return get<StopPage>(`/v1/stops?${named.join('')}${query({ open, newest, ...page })}`, isStops);
    },
    readIntents: async (repository) =>
      (await get<{ intents: Intent[] }>(`/v1/intents?${query({ repository })}`, isIntents)).intents,
    readTips: async (repository) => {
      const { tips } = await get<{ tips: Record<string, Tip> }>(`/v1/tips?${query({ repository })}`, isTips);
      return new Map(Object.entries(tips));
    },
    async *readEntries({ newestFirst = false, afterSeq = 0, beforeSeq, limit = Infinity }) {
      let [after, before, left] = [afterSeq, beforeSeq, limit];
      while (left > 0) {
        const asked = Math.min(left, PAGE);
        const newest = newestFirst ? true : undefined;
        // What is left out for a token of some lines would look as if somebody had cut it out.
        const path = `/v1/journal?${query({ after, before, limit: asked, newest, whole: true })}`;
        const { entries, next } = await get<{ entries: StoredEntry[]; next?: number }>(path, isJournal);
        yield* entries;
        if (next === undefined) return;
        // Somebody in between who answers the same to each question would be asked for ever.
        if (newestFirst ? next >= (before ?? Infinity) : next <= after)
          throw new AndonError(
            'store-unavailable',
            `${name} gives other entries than those it is asked for`,
            { kind: 'unavailable' },
          );
        if (newestFirst) before = next;
        else after = next;
        left -= entries.length;
      }
    },
    admit: async (admission, judge) => admit(admission, judge),
    settle: async (settlement) => void (await send('/v1/settlements', settlement)),
    reconcile: async (request) => written('/v1/reconciliations', request),
    tick: async () => written('/v1/ticks', {}),
    command: async (command) => runCommand(command),
    report: async (report, rules) => written('/v1/builds', { ...report, rules }),
    sweep: async (line, rules) => written('/v1/sweeps', { line, rules }),
    alert: async (alerts, rulesOf) => {
      const lines = [...new Set(alerts.map(({ line }) => line))];
      return written('/v1/alerts', {
        alerts,
        rules: Object.fromEntries(lines.map((line) => [line, rulesOf(line)])),
      });
    },
    readPlaces: async (line, revision) =>
      (await get<{ places: Place[] }>(`/v1/lines/${line}/places/${revision}`, isPlaces)).places,
    readArrivals: async (line, from) =>
      (await get<{ arrivals: Arrival[] }>(`/v1/lines/${line}/arrivals?${query(from)}`, isArrivals)).arrivals,
    readWaiting: async (line) =>
      (await get<{ waiting: string[] }>(`/v1/lines/${line}/waiting`, isWaiting)).waiting,
    readJobs: async (line) => (await get<{ jobs: KnownJob[] }>(`/v1/lines/${line}/jobs`, isJobs)).jobs,
    adopt: async (repository, observations) =>
      void (await send('/v1/adoptions', { repository, observations })),
    takeIn: async (spooled) => {
      const events = spooled.map(({ name: file, event }) => ({ name: file, event }));
      if (events.length > 0) await send('/v1/spooled', { spooled: events });
    },
    close: () => client.close(),
  };

  async function admit<J extends Judgement>(
    admission: Admission,
    judge: (lines: LineView) => J,
  ): Promise<AdmitAnswer<J>> {
    let lines = latest ?? (await readWire());
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const judged = judge(viewOf(lines));
      const { accept, findings, moreFindings, passages } = judged;
      const judgement = {
        accept,
        findings,
        passages,
        ...(moreFindings === undefined ? {} : { moreFindings }),
      };
      const answer = await send<WireAdmitted>(
        '/v1/pushes',
        { admission, judgement, tag: lines.tag },
        { isWanted: isAdmitted },
      );
      switch (answer.kind) {
        case 'judged':
          return { kind: 'judged', judgement: judged, seq: answer.seq };
        case 'look-again':
          return answer;
        case 'judge-again':
          lines = latest = answer.lines;
      }
    }
    throw new AndonError('store-busy', `The lines of ${name} do not hold still`, { kind: 'unavailable' });
  }

  async function runCommand(command: LineCommand): Promise<readonly Entry[]> {
    const { kind: _kind, ...body } = command;
    switch (command.kind) {
      case 'open':
        return written('/v1/stops', body);
      case 'register':
        return written('/v1/lines', body);
      case 'claim': {
        const { kind: _kind, stop, ...claim } = command;
        return written(`/v1/stops/${stop}/claim`, claim);
      }
      case 'amend': {
        const { kind: _kind, stop, ...change } = command;
        return written(`/v1/stops/${stop}`, change, 'PATCH');
      }
      case 'lift': {
        const { target, by, reason } = command;
        if ('stop' in target) return written(`/v1/stops/${target.stop}/lift`, { by, reason });
        const { line, seen } = target;
        return written(`/v1/lines/${line}/resume`, { by, reason, ...(seen === undefined ? {} : { seen }) });
      }
    }
  }
}

function viewOf({ lines, now }: WireLines): LineView {
  const statuses = lines.map(({ repositories: _repositories, ...status }: WireLine) => status);
  return {
    statuses: new Map(statuses.map((status): [LineName, typeof status] => [status.line, status])),
    now,
  };
}

function query(values: object): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
}
