// Tickets as rules on commits know them. Asking a tracker is done elsewhere: what it said comes in as a value.

/** Where tickets are looked up, and what for. */
export interface TicketQuestion {
  /** An http or https URL with `{key}` in it. */
  readonly url: string;
  /** Path of a file with one header line, which is sent along; empty for none. */
  readonly headerFile: string;
  /** JSON pointer (RFC 6901) into the answer; empty for none. */
  readonly field: string;
  /** How long all lookups of a push may take together. */
  readonly timeoutSeconds: number;
}

/** What a tracker says of a ticket. */
export type TicketAnswer =
  /** `says`: what stands at the field; undefined where it holds no text, or none was asked for. */
  | { readonly kind: 'exists'; readonly says?: string | undefined }
  | { readonly kind: 'absent' }
  /** It did not say; the reason is a clause that can follow a colon. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Answers by the keys of tickets. */
export type TicketAnswers = ReadonlyMap<string, TicketAnswer>;

/** How many tickets of one push are looked up at most: who pushes must not make a flood of requests. */
export const MOST_TICKETS = 100;
