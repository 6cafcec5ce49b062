import { describe, expect, it } from 'vitest';
import type { TicketNeeds } from '../../src/guard/commit-rule.ts';
import type { TicketAnswer, TicketQuestion } from '../../src/guard/ticket.ts';
import { ticketLookup } from '../../src/push/look-up-tickets.ts';
import type { LookUpTickets } from '../../src/push/look-up-tickets.ts';
import { commitOf } from '../support/guard-commits.ts';

const needs = (url = 'https://one.example/{key}'): TicketNeeds => ({
  question: { url, headerFile: '', field: '', timeoutSeconds: 3 },
  keysOf: ({ message }) => message().split(' '),
});
const commits = (...messages: string[]): ReturnType<typeof commitOf>[] =>
  messages.map((text) => commitOf({ message: () => text }));
const numbers = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index)).join(' ');

/** A tracker that has every ticket, and what it was asked for. */
function watched(): {
  lookUp: LookUpTickets;
  asked: (readonly [string, readonly string[]])[];
  opened: string[];
} {
  const asked: (readonly [string, readonly string[]])[] = [];
  const opened: string[] = [];
  const openTracker = ({
    url,
  }: TicketQuestion): { lookUp: (keys: readonly string[]) => Promise<Map<string, TicketAnswer>> } => {
    opened.push(url);
    return {
      lookUp: async (keys) => {
        asked.push([url, keys]);
        return new Map(keys.map((key) => [key, { kind: 'exists' }]));
      },
    };
  };
  return { lookUp: ticketLookup(async () => openTracker), asked, opened };
}

describe('ticketLookup()', () => {
  it('asks for the tickets of all commits at once, for each once', async () => {
    const { lookUp, asked, opened } = watched();
    const answers = await lookUp(needs(), commits('a b a', 'b c'));
    expect([...answers.keys()]).toEqual(['a', 'b', 'c']);
    await lookUp(needs(), commits('c d'));
    await lookUp(needs(), commits('a', 'd'));
    expect(asked.map(([, keys]) => keys)).toEqual([['a', 'b', 'c'], ['d']]);
    expect(opened).toHaveLength(1);
  });

  it('asks for a hundred tickets of a push, and for no more', async () => {
    const { lookUp, asked } = watched();
    await lookUp(needs(), commits(numbers(1, 60), numbers(61, 99)));
    const answers = await lookUp(needs(), commits(numbers(99, 150)));
    expect(asked.map(([, keys]) => keys.length)).toEqual([99, 1]);
    expect([answers.has('99'), answers.has('100'), answers.has('101')]).toEqual([true, true, false]);
    await lookUp(needs(), commits('151'));
    expect(asked).toHaveLength(2);
  });

  it('reads no message beyond the last ticket that it may ask for', async () => {
    const { lookUp, asked } = watched();
    const last = commitOf({ message: () => expect.unreachable() });
    await lookUp(needs(), [...commits(numbers(1, 100)), last]);
    expect(asked).toHaveLength(1);
  });

  it('keeps trackers apart', async () => {
    const { lookUp, asked } = watched();
    await lookUp(needs('https://one.example/{key}'), commits('a'));
    await lookUp(needs('https://two.example/{key}'), commits('a'));
    expect(asked).toEqual([
      ['https://one.example/{key}', ['a']],
      ['https://two.example/{key}', ['a']],
    ]);
  });

  it('loads nothing where no commit names a ticket', async () => {
    const lookUp = ticketLookup(async () => expect.unreachable());
    const none = { ...needs(), keysOf: () => [] };
    expect(await lookUp(none, commits('a'))).toEqual(new Map());
  });
});
