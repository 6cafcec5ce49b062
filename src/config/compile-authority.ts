// Makes the authority over a line out of what the admin says of it.
import { ACTIONS } from '../line/authority.ts';
import type { Authority, Permitted } from '../line/authority.ts';
import { CAUSES } from '../line/stop.ts';
import type { AuthoritySettings } from './authority-schema.ts';

/** Spells out for every cause what is said for all. */
export function compileAuthority(settings: AuthoritySettings): Authority {
  const spell = (said: readonly string[] | Permitted): Permitted =>
    Array.isArray(said)
      ? Object.fromEntries(CAUSES.map((cause) => [cause, said as readonly string[]]))
      : (said as Permitted);
  return Object.fromEntries(
    ACTIONS.flatMap((action) => {
      const said = settings[action];
      return said === undefined ? [] : [[action, spell(said)]];
    }),
  );
}
