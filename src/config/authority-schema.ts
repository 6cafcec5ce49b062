// What an admin may say of who may stop a line, and lift or amend its stops.
import * as z from 'zod';
import { ACTIONS, CAUSES } from '../line/authority.ts';
import type { Authority, Permitted } from '../line/authority.ts';
import { wordsUpTo } from './schema-words.ts';

const names = z.array(wordsUpTo(255), { error: 'a list of names' });
const byCause = z.strictObject(Object.fromEntries(CAUSES.map((cause) => [cause, names.optional()])), {
  error: 'a list of names, or a map of them by cause',
});
const permitted = z.union([names, byCause], { error: 'a list of names, or a map of them by cause' });

export const authority = z.strictObject(
  {
    stop: permitted.meta({ description: 'Who may stop the line; else everybody.' }).optional(),
    lift: permitted.meta({ description: 'Who may lift its stops; else everybody.' }).optional(),
    amend: permitted.meta({ description: 'Who may change the text or the end of a stop.' }).optional(),
  },
  { error: 'a map of settings' },
);

/** Spells out for every cause what is said for all. */
export function compileAuthority(settings: z.infer<typeof authority>): Authority {
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
