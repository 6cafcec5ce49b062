// A line in memory on which pushes land and builds report, told in minutes: the clock is the test's.
import type { Entry } from '../../src/journal/entry.ts';
import type { BuildRules, BuildStatus } from '../../src/line/build.ts';
import { BUILD_RULES } from '../../src/line/build.ts';
import type { LineStatus } from '../../src/line/status.ts';
import type { LocatedReport, Store } from '../../src/push/store.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import type { Engine } from '../../src/store/engine.ts';
import { MAIN, oid } from './gate.ts';
import { REF, REPOSITORY, value } from './pushes.ts';

const START = Date.parse('2026-03-02T14:00:00Z');

export const at = (minute: number): string => new Date(START + minute * 60_000).toISOString();

/** What a report says beside the usual: job "web", started when it reports. */
export type Said = Partial<LocatedReport> & { readonly started?: number };

export interface BuildScene {
  readonly engine: Engine;
  readonly store: Store;
  /** Sets the clock. */
  readonly goTo: (minute: number) => void;
  readonly minute: () => number;
  /** Moves the ref to a revision, by a push; `fixes` names stops. */
  readonly land: (
    revision: number,
    how?: { readonly fixes?: readonly number[]; readonly ref?: string },
  ) => Promise<void>;
  readonly report: (
    build: string,
    revision: number,
    status: BuildStatus,
    said?: Said,
  ) => Promise<readonly Entry[]>;
  readonly sweep: () => Promise<readonly Entry[]>;
  readonly stop: () => Promise<void>;
  readonly lift: (stop: number) => Promise<void>;
  readonly status: () => Promise<LineStatus>;
  /** The numbers of the open stops. */
  readonly open: () => Promise<readonly number[]>;
}

export async function openBuildScene(
  rules: Partial<BuildRules> = {},
  engine: Engine = memoryEngine(),
): Promise<BuildScene> {
  let minute = 0;
  let pushes = 0;
  const tips = new Map<string, number>();
  const store = journalStore(engine, () => START + minute * 60_000);
  await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'admin' });
  const all = { ...BUILD_RULES, ...rules };
  const status = async (): Promise<LineStatus> => {
    const found = (await store.readLines()).statuses.get(MAIN);
    if (found === undefined) throw new Error('the line is gone');
    return found;
  };
  return {
    engine,
    store,
    goTo: (to) => void (minute = to),
    minute: () => minute,
    async land(revision, { fixes = [], ref = REF } = {}) {
      const push = `p${++pushes}`;
      const update = {
        ref,
        old: value(tips.get(ref) ?? 0),
        new: oid(revision),
        lines: [MAIN],
        subject: `r${revision}`,
      };
      const { seq: basis } = await store.readHead();
      const passages = fixes.length === 0 ? [] : [{ line: MAIN, ref, way: 'fix' as const, stops: fixes }];
      await store.admit(
        {
          push,
          repository: REPOSITORY,
          pusher: `by${revision}`,
          receiver: { host: 'h', pid: 7 },
          updates: [update],
          basis,
        },
        () => ({ accept: true, findings: [], passages }),
      );
      const results = [{ ref, new: oid(revision), landing: 'landed' as const }];
      await store.settle({ push, repository: REPOSITORY, via: 'post-receive', results });
      tips.set(ref, revision);
    },
    async report(build, revision, state, { started = minute, ...said } = {}) {
      return store.report(
        {
          line: MAIN,
          job: 'web',
          build,
          revision: oid(revision),
          status: state,
          startedAt: at(started),
          trigger: 'push',
          by: 'ci',
          ...said,
        },
        all,
      );
    },
    sweep: async () => store.sweep(MAIN, all),
    async stop() {
      await store.command({
        kind: 'open',
        line: MAIN,
        level: 'stop',
        cause: 'person',
        summary: 'fire',
        by: 'dana',
      });
    },
    async lift(stop) {
      await store.command({ kind: 'lift', target: { stop }, by: 'dana', reason: 'mended' });
    },
    status,
    open: async () => (await status()).stops.map(({ number }) => number),
  };
}
