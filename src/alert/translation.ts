// What a translation makes of what a monitor sends. It knows the words of its monitor and nothing of lines, users
// and stores. Pure.
import type { AlertReport } from '../line/alert.ts';

/** What a monitor says of one thing, in the words of the line. */
export type ToldAlert = Pick<AlertReport, 'key' | 'severity' | 'state' | 'summary' | 'url' | 'anew'> & {
  /** The line that the monitor itself names. */
  readonly line?: string;
};

export type Translated =
  | { readonly kind: 'report'; readonly alert: ToldAlert }
  /** Something that is no report, although it should be one: in words for a person. */
  | { readonly kind: 'problem'; readonly problem: string };

/**
 * Translates what a monitor sent, whatever that is: it never throws, and one part that is wrong takes no other with
 * it. Nothing where the monitor says nothing that a line has to know.
 */
export type Translate = (payload: unknown) => readonly Translated[];

export function problem(text: string): Translated {
  return { kind: 'problem', problem: text };
}

export function report(alert: ToldAlert): Translated {
  return { kind: 'report', alert };
}
