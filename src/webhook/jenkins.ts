// Translates what the notification plugin of Jenkins sends, in its format JSON:
// https://plugins.jenkins.io/notification/.
import { fieldsOf, nameOf } from '../alert/read-fields.ts';
import { problem } from '../alert/translation.ts';
import { nothing, quoteWord } from './nothing.ts';
import { timeOf } from './read-values.ts';
import { tellBuild } from './tell-build.ts';
import type { Headers, Told, ToldStatus } from './told.ts';

const STATUSES: ReadonlyMap<unknown, ToldStatus> = new Map<unknown, ToldStatus>([
  ['SUCCESS', 'passed'],
  // It was built, and its tests failed.
  ['UNSTABLE', 'failed'],
  ['FAILURE', 'failed'],
  ['ABORTED', 'cancelled'],
  ['NOT_BUILT', 'cancelled'],
]);

/** Translates a notification. */
export function translateJenkins(_: Headers, body: unknown): readonly Told[] {
  const { name, url: path, build } = fieldsOf(body);
  const { number, phase, status, scm, full_url: url, timestamp, duration } = fieldsOf(build);
  if (typeof phase !== 'string') return [problem('it has no build with a phase')];
  const { commit } = fieldsOf(scm);
  const about = { job: jobOf(path) ?? name, build: number, revision: commit, said: status, url };
  switch (phase) {
    case 'STARTED':
      // Most jobs check out what they build after they have begun, and nobody knows before what that is.
      return commit === undefined || commit === null
        ? [nothing('a build that has just begun names no revision')]
        : [tellBuild({ ...about, status: 'running', started: timestamp })];
    case 'COMPLETED':
    case 'FINALIZED': {
      // A pipeline has no result before it is finalized.
      if (status === undefined || status === null) return [nothing('a build without a result is not over')];
      const started =
        typeof timestamp === 'number' && typeof duration === 'number' ? timestamp - duration : timestamp;
      return [tellBuild({ ...about, status: STATUSES.get(status), started, finished: timeOf(timestamp) })];
    }
    default:
      return [nothing(`the phase ${quoteWord(phase)} says nothing of a line`)];
  }
}

/** The name of a job is one of a kind in its folder only: `job/team/job/web/job/main/` is team/web/main. */
function jobOf(path: unknown): string | undefined {
  const parts = nameOf(path)?.match(/(?<=(?:^|\/)job\/)[^/]+/g) ?? [];
  return parts.length === 0 ? undefined : parts.map(decode).join('/');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
