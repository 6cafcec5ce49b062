// What is to say of one ticket that a message names, by what the tracker said of it.
import type { Complaint } from '../rule/rule.ts';
import { listNames, quote } from './quote.ts';
import { MOST_TICKETS } from './ticket.ts';
import type { TicketAnswer } from './ticket.ts';

/** What is wanted of a ticket, beside that it exists. */
export interface TicketWishes {
  /** Where a text has to stand; empty for nowhere. */
  readonly field: string;
  /** What it may be; anything, where none is listed. */
  readonly values: readonly string[];
  /** What it means that the tracker cannot be asked. */
  readonly unavailable: 'refuse' | 'warn';
}

const LONGEST_KEY = 200;
const REWORD = { kind: 'reword' } as const;

/** Tells whether a key is short enough to be looked up. */
export function isShort(key: string): boolean {
  return key.length <= LONGEST_KEY;
}

/** Judges a ticket; one without an answer was not looked up. */
export function judgeTicket(
  key: string,
  answer: TicketAnswer | undefined,
  wishes: TicketWishes,
): readonly Complaint[] {
  const name = `The ticket ${quote(key)}`;
  if (!isShort(key)) {
    const message = `${name} has a key of ${key.length} characters; at most ${LONGEST_KEY} are looked up`;
    return [{ message, fix: REWORD }];
  }
  switch (answer?.kind) {
    case undefined: {
      const text = 'push fewer commits at a time, or name fewer tickets';
      const message = `${name} was not looked up: of one push, at most ${MOST_TICKETS} are`;
      return [{ message, fix: { kind: 'advice', text } }];
    }
    case 'absent':
      return [{ message: `${name} does not exist; a message may name only tickets that do`, fix: REWORD }];
    case 'unavailable': {
      const { reason } = answer;
      if (wishes.unavailable === 'warn')
        return [{ message: `${name} could not be looked up: ${reason}`, severity: 'warn' }];
      const text = 'push again later, or ask the admin to look at the tracker';
      const message = `${name} has to exist, and cannot be looked up: ${reason}`;
      return [{ message, fix: { kind: 'advice', text } }];
    }
    case 'exists':
      return judgeField(name, answer.says, wishes);
  }
}

function judgeField(
  name: string,
  says: string | undefined,
  { field, values }: TicketWishes,
): readonly Complaint[] {
  if (field === '' || (says !== undefined && (values.length === 0 || values.includes(says)))) return [];
  const expected = values.length === 0 ? 'a text' : listNames(values.map(quote));
  const message = `${name} has ${says === undefined ? 'no text' : quote(says)} at ${quote(field)}; expected ${expected}`;
  const text = 'name another ticket, or change this one in the tracker';
  return [{ message, fix: { kind: 'advice', text } }];
}
