// Who may stop a line, and lift or amend its stops: per line, per cause. Pure; everybody may where nobody says.
import { isOneOf } from '../text/is-one-of.ts';
import type { Cause } from './stop.ts';

export const ACTIONS = ['stop', 'lift', 'amend'] as const;
export type LineAction = (typeof ACTIONS)[number];

/** Names by the cause of the stop; `*` in a name stands for any run of characters. */
export type Permitted = Readonly<Partial<Record<Cause, readonly string[]>>>;

export type Authority = Readonly<Partial<Record<LineAction, Permitted>>>;

/** Tells whether somebody may do this to a stop of this cause. */
export function mayAct(
  authority: Authority | undefined,
  action: LineAction,
  { cause, by }: { readonly cause: Cause; readonly by: string },
): boolean {
  const permitted = authority?.[action]?.[cause];
  return permitted === undefined || isOneOf(by, permitted);
}
