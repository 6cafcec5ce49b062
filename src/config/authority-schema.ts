// What an admin may say of who may stop a line, and lift or amend its stops.
import * as z from 'zod';
import { CAUSES } from '../line/stop.ts';
import { people } from './schema-words.ts';

const byCause = z.strictObject(Object.fromEntries(CAUSES.map((cause) => [cause, people.optional()])), {
  error: 'a list of names, or a map of them by cause',
});
const permitted = z.union([people, byCause], { error: 'a list of names, or a map of them by cause' });

export const authority = z.strictObject(
  {
    stop: permitted.meta({ description: 'Who may stop the line; else everybody.' }).optional(),
    lift: permitted.meta({ description: 'Who may lift its stops; else everybody.' }).optional(),
    amend: permitted.meta({ description: 'Who may change the text or the end of a stop.' }).optional(),
  },
  { error: 'a map of settings' },
);

export type AuthoritySettings = z.infer<typeof authority>;
