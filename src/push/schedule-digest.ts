// What a schedule is called by, between a git host and its server.
import { sha256 } from '../journal/sha256.ts';
import type { Schedule } from '../line/due-events.ts';

/** Returns a text that is another where a schedule is; only what is a schedule's counts. */
export function digestOfSchedule({ repository, lines }: Schedule): string {
  return sha256(JSON.stringify(trimSchedule({ repository, lines }))).slice(0, 32);
}

/** A policy is a schedule with much beside it. */
export function trimSchedule({ repository, lines }: Schedule): Schedule {
  return {
    repository,
    lines: lines.map(({ name, freezes }) => ({ name, ...(freezes === undefined ? {} : { freezes }) })),
  };
}
