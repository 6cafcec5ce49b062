// Who looks at a page, and what that person may do there: what is not allowed is not shown.
import { mayAct } from '../line/authority.ts';
import type { Authority } from '../line/authority.ts';
import type { Stop } from '../line/stop.ts';

export interface Viewer {
  /** Absent for somebody without a session. */
  readonly name?: string;
  /** What each form brings along, so that no other site can make it. */
  readonly formToken: string;
  readonly mayStop: boolean;
  readonly mayResume: boolean;
  /** Whether the journal is open to them: it is about all lines. */
  readonly seesAll: boolean;
}

/** Tells whether somebody may lift a stop: the token has to go so far, and the configuration has to let them. */
export function mayLift(
  { mayResume, name: by = '' }: Viewer,
  authority: Authority | undefined,
  { cause }: Stop,
): boolean {
  return mayResume && mayAct(authority, 'lift', { cause, by });
}

/** Tells whether somebody may pull the cord of a line. */
export function mayPull({ mayStop, name: by = '' }: Viewer, authority: Authority | undefined): boolean {
  return mayStop && mayAct(authority, 'stop', { cause: 'person', by });
}
