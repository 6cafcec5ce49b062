// What has a workflow run: the events of GitHub Actions and of those that took them over. Most of them are about
// something else than the revision that they name: a pull request is built merged with its target, and a comment on an
// issue runs on the tip of the default branch. Such a run must not speak for that revision.
import type { Trigger } from '../line/build.ts';
import { nothing, quoteWord } from './nothing.ts';
import type { Told } from './told.ts';

const TRIGGERS: ReadonlyMap<unknown, Trigger> = new Map<unknown, Trigger>([
  ['push', 'push'],
  ['schedule', 'schedule'],
  ['workflow_dispatch', 'manual'],
  ['repository_dispatch', 'manual'],
]);

/** Returns what started a run; undefined for a run that says nothing of its revision. */
export function readRunTrigger(event: unknown): Trigger | undefined {
  return TRIGGERS.get(event);
}

/** Tells of a run that says nothing of its revision. */
export function tellForeign(event: unknown): Told {
  return nothing(`a run that ${quoteWord(event)} started does not speak for its revision`);
}
