// A line as the board shows it.
import type { KnownJob } from '../journal/build-views.ts';
import type { Authority } from '../line/authority.ts';
import type { LineStatus } from '../line/status.ts';

export interface BoardLine extends LineStatus {
  readonly repositories: readonly string[];
  /** Who was refused and has not been let in since. */
  readonly waiting: readonly string[];
  readonly jobs: readonly KnownJob[];
  /** Who may do what, where the configuration of the server says. */
  readonly authority?: Authority;
}

const URGENCY = { stopped: 0, cautioned: 1, running: 2 } as const;

/** Puts what needs people first. */
export function byUrgency(lines: readonly BoardLine[]): readonly BoardLine[] {
  return lines.toSorted(
    (a, b) => URGENCY[a.status] - URGENCY[b.status] || (a.line < b.line ? -1 : Number(a.line > b.line)),
  );
}
