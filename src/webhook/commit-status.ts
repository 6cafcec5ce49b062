// A status that some CI put on a commit: the event `status` of GitHub and of Gitea.
import { fieldsOf, nameOf } from '../alert/read-fields.ts';
import { revisionOf } from './read-values.ts';
import { tellBuild } from './tell-build.ts';
import type { Told, ToldStatus } from './told.ts';

const STATUSES: ReadonlyMap<unknown, ToldStatus> = new Map<unknown, ToldStatus>([
  ['pending', 'running'],
  ['success', 'passed'],
  ['failure', 'failed'],
  ['error', 'error'],
  // Gitea's own.
  ['warning', 'cancelled'],
  ['skipped', 'cancelled'],
]);

/**
 * Translates a status. It has no build and no beginning: its link tells one build of a commit from the next, where it
 * has one, and it began at the first of its statuses, which is `pending` for most.
 */
export function translateStatus(body: unknown): readonly Told[] {
  const { sha, context, state, target_url: url, created_at: at } = fieldsOf(body);
  const revision = revisionOf(sha);
  const short = revision?.slice(0, 12);
  const link = nameOf(url);
  return [
    tellBuild({
      job: context,
      build: link === undefined || link.length > 180 ? short : `${short} ${link}`,
      revision,
      status: STATUSES.get(state),
      said: state,
      started: at,
      finished: at,
      url,
    }),
  ];
}
