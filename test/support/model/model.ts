// A model of the whole line, as simple as can be: what people, builds, monitors, the calendar and pushes have done
// is kept in lists, and every answer is searched for in them. It shares no code with what it is held against.

export type Line = 'main' | 'docs';
export type Repo = 'a' | 'b';

/** A ref of a repository, and the lines that it is on. */
export interface Track {
  readonly repo: Repo;
  readonly ref: string;
  readonly lines: readonly Line[];
}

export const TRACKS: readonly [Track, ...Track[]] = [
  { repo: 'a', ref: 'refs/heads/main', lines: ['main'] },
  { repo: 'a', ref: 'refs/heads/both', lines: ['main', 'docs'] },
  { repo: 'b', ref: 'refs/heads/main', lines: ['main'] },
];

/** Times are in minutes. `lifted.by` is who did, by kind. */
export interface ModelStop {
  readonly line: Line;
  /** Whose it is: `person`, `job web a refs/heads/main`, `alert disk`, `freeze nights 10-40 a`. */
  readonly of: string;
  readonly since: number;
  /** When a caution turns into a stop. */
  readonly turnsAt: number | undefined;
  /** Given by the real thing when it opens the stop. */
  number?: number;
  until: number | undefined;
  summary: string;
  claims: readonly { readonly by: string; readonly at: number }[];
  /** Whether people were told that a caution has become a stop. */
  isEscalated?: boolean;
  fix?: { readonly order: number; readonly failed: boolean };
  lifted?: { readonly by: 'person' | 'build' | 'alert' | 'calendar'; readonly at: number };
}

/** A freeze of a line, for one window of time. */
export interface ModelFreeze {
  readonly line: Line;
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

/** What the admin has written; both sides are told. */
export interface Settings {
  stopAfter: number;
  retryResumes: boolean;
  dryRun: boolean;
  overdueAfter: number;
  autoResume: boolean;
  grace: number;
  /** Whether the job "web" owes a report on each push. */
  isExpected: boolean;
  freezes: Record<Repo, readonly ModelFreeze[]>;
}

export interface Result {
  readonly build: string;
  readonly revision: number;
  readonly order: number;
  readonly started: number;
}

/** Where a revision stands: it landed there as the `order`th. */
export interface Place {
  readonly track: Track;
  readonly order: number;
}

/** A job on one track of a line: all its results that counted. */
export interface ModelJob {
  readonly passes: Result[];
  /** But for those that a person has forgiven by lifting the stop. */
  failures: Result[];
  running: {
    readonly build: string;
    readonly revision: number;
    readonly started: number;
    readonly reported: number;
    readonly place: Place;
  }[];
  /** When a person last lifted its stop, and how many pushes had landed by then. */
  lifted?: { readonly at: number; readonly order: number };
  /** The newest place that was reported on, and when anything last was. */
  heard?: { readonly order: number; readonly at: number };
}

export interface ModelPush {
  readonly id: string;
  readonly track: Track;
  readonly pusher: string;
  /** 0 stands for no value. */
  readonly old: number;
  readonly new: number;
  readonly fixes: ReadonlyMap<Line, readonly ModelStop[]>;
  /** Whether the process lives that moves the ref. */
  alive: boolean;
  /** Whether the journal knows what became of it. */
  settled: boolean;
}

export interface ModelRef {
  /** Where it is. */
  truth: number;
  /** Where the journal last saw it. */
  recorded: number | undefined;
  /** When each revision landed, in the order of the journal. */
  readonly landed: Map<number, number>;
  /** The same, with all there ever were. */
  readonly arrivals: { readonly revision: number; readonly order: number; readonly at: number }[];
  /** The fix that landed last. */
  readonly fixed: Map<Line, { readonly order: number; readonly at: number }>;
}

export interface Model {
  now: number;
  readonly settings: Settings;
  readonly stops: ModelStop[];
  readonly refs: ReadonlyMap<Track, ModelRef>;
  readonly pushes: ModelPush[];
  readonly jobs: Map<string, ModelJob>;
  /** What was last said of each build, and each alert. */
  readonly builds: Map<string, { readonly revision: number; readonly status: string }>;
  readonly alerts: Map<string, string>;
  /** The windows that were opened, and not withdrawn since. */
  readonly frozen: Set<string>;
  /** For each freeze of a line, the latest beginning of a window that was opened. */
  readonly frozenUpTo: Map<string, number>;
  /** The number of revisions, and of landings. */
  revisions: number;
  landings: number;
  /** What people have to hear of, once each. */
  readonly news: (string | readonly [string, ModelStop])[];
}

export function newModel(settings: Settings): Model {
  const newRef = (): ModelRef => ({
    truth: 0,
    recorded: undefined,
    landed: new Map(),
    arrivals: [],
    fixed: new Map(),
  });
  return {
    now: 0,
    settings,
    stops: [],
    refs: new Map(TRACKS.map((track) => [track, newRef()])),
    pushes: [],
    jobs: new Map(),
    builds: new Map(),
    alerts: new Map(),
    frozen: new Set(),
    frozenUpTo: new Map(),
    revisions: 0,
    landings: 0,
    news: [],
  };
}

export function refOf(model: Model, track: Track): ModelRef {
  const ref = model.refs.get(track);
  if (ref === undefined) throw new Error(`no such track: ${track.repo} ${track.ref}`);
  return ref;
}

/** The one that an index means, whatever the index. */
export function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % list.length];
}
