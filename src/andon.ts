// What programs import: the commands `ci report`, `alert` and `status` as calls. Each call does what the command does,
// from reading the configuration on, and leaves nothing open. The types stand here alone: the build makes this file's
// declarations into those of the package, and they may name nothing of the inside.
import { readStatuses, withFreezes } from './push/read-statuses.ts';
import { alertRules } from './push/report-alerts.ts';
import { reportBuild } from './push/report-build.ts';
import { requireAlert, requireBuild } from './push/require-report.ts';
import { requireKnown, requireWords } from './push/require-value.ts';
import { readOsUser } from './suite.ts';
import { withSuite } from './with-suite.ts';
import type { OpenSuite } from './with-suite.ts';

/** Where reports go, and who makes them. */
export interface AndonOptions {
  /** The bare repository that andon is installed in. */
  readonly repository: string;
  /** Who reports; else the user that the program runs as. */
  readonly by?: string;
}

/** How a build ended, or that it runs. Times are ISO 8601 with an offset. */
export interface BuildReport {
  readonly line: string;
  /** What is built: web-tests. */
  readonly job: string;
  /** Which build of the job: the same report again changes nothing. */
  readonly build: string;
  /** What was built: a full object id. */
  readonly revision: string;
  readonly status: 'passed' | 'failed' | 'error' | 'cancelled' | 'running';
  readonly started: string;
  readonly finished?: string;
  /** Where to read more. */
  readonly url?: string;
  /** What had it started; else a push. */
  readonly trigger?: 'push' | 'schedule' | 'manual';
  /** The tests that failed, where all that did are known to be flaky. */
  readonly flaky?: readonly string[];
}

/** What a monitor sees. */
export interface AlertReport {
  readonly line: string;
  /** The monitor: nagios. */
  readonly source: string;
  /** What it is about, the same each time: web1/disk. */
  readonly key: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly state: 'firing' | 'resolved';
  /** What is wrong. */
  readonly summary: string;
  readonly url?: string;
}

/** An entry of the journal, as `andon log --json` prints it. */
export interface Entry {
  readonly seq: number;
  readonly at: string;
  /** stop.opened, stop.lifted, build.reported, ... */
  readonly kind: string;
  /** The number of the stop that it is about. */
  readonly stop?: number;
  /** Of a build: good, bad, running or ignored, and then why. */
  readonly verdict?: string;
  readonly why?: string;
}

/** An open reason why a line does not run. */
export interface Stop {
  readonly number: number;
  readonly line: string;
  readonly level: 'stop' | 'caution';
  readonly cause: 'person' | 'build' | 'alert' | 'schedule';
  readonly summary: string;
  readonly by: string;
  readonly since: string;
  readonly url?: string;
  readonly build?: string;
  readonly commit?: string;
  readonly lastGood?: string;
  /** When a caution turns into a stop. */
  readonly stopsAt?: string;
  /** When it ends by itself. */
  readonly until?: string;
  readonly claim?: { readonly by: string; readonly at: string; readonly eta?: string };
}

/** A line, as `andon status --json` prints it. */
export interface LineStatus {
  readonly line: string;
  readonly status: 'running' | 'cautioned' | 'stopped';
  readonly since?: string;
  /** Oldest first. */
  readonly stops: readonly Stop[];
  /** Freezes to come, the next one first. */
  readonly ahead: readonly {
    readonly name: string;
    readonly reason: string;
    readonly from: string;
    readonly until: string;
  }[];
}

/**
 * A line of production, seen from a program. What cannot be done is thrown as an Error whose `name` is AndonError, with
 * a `code` (line-unknown, value-invalid, ...), a `kind` (usage, config, unavailable, ...) and `hints`.
 */
export interface Andon {
  /** Takes in how a build ended; returns what was written to the journal, nothing where that was on record. */
  reportBuild(build: BuildReport): Promise<readonly Entry[]>;
  /** Takes in what a monitor sees; returns what was written to the journal. */
  alert(alert: AlertReport): Promise<readonly Entry[]>;
  /** Reads how a line is, or all of them. */
  status(line?: string): Promise<{ readonly now: string; readonly lines: readonly LineStatus[] }>;
}

/** Names a repository and who reports; nothing is opened before the first call. */
export function openAndon(options: AndonOptions): Andon {
  requireKnown(options, ['repository', 'by']);
  const repository = requireWords('repository', options.repository);
  const by = requireWords('by', options.by ?? readOsUser(process.getuid?.() ?? 0));
  const report = async (work: (suite: OpenSuite) => Promise<readonly Entry[]>): Promise<readonly Entry[]> =>
    withSuite(repository, async (suite) => {
      const entries = await work(suite);
      if (entries.length > 0) suite.startFollowers();
      return entries;
    });
  return {
    async reportBuild(build) {
      const told = requireBuild(build, by);
      return report(async (suite) => reportBuild(told, suite));
    },
    async alert(alert) {
      const told = requireAlert(alert, by);
      return report(async ({ store, policy }) => store.alert([told], (line) => alertRules(policy, line)));
    },
    status: async (line) =>
      withSuite(repository, async (suite) => {
        const { lines, now, isNews } = await readStatuses(suite.store, line);
        if (isNews) suite.startFollowers();
        return { now, lines: lines.map((each) => withFreezes(each, suite.policy, now)) };
      }),
  };
}
