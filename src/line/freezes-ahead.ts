// The freezes of a line that are still to come, for whoever plans the week.
import type { Freeze, FreezeWindow } from './freeze.ts';

export interface FreezeAhead extends FreezeWindow {
  readonly name: string;
  readonly reason: string;
}

/** Returns the windows that begin after `now` (ISO 8601), the next one first. */
export function freezesAhead(freezes: readonly Freeze[], now: string): readonly FreezeAhead[] {
  return freezes
    .flatMap(({ name, reason, windows }) =>
      windows.filter(({ from }) => from > now).map((window) => ({ name, reason, ...window })),
    )
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}
