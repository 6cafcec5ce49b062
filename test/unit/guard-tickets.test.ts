import { describe, expect, it } from 'vitest';
import { COMMIT_RULES } from '../../src/guard/commit-rules.ts';
import { compileCommitRules } from '../../src/guard/judge-commits.ts';
import { ticketExists } from '../../src/guard/rules/ticket-exists.ts';
import type { TicketAnswer } from '../../src/guard/ticket.ts';
import { testGuardRule } from '../support/guard.ts';
import type { Values } from '../support/guard.ts';
import { commitOf, judgeCommit } from '../support/guard-commits.ts';
import type { CommitChange } from '../support/guard-commits.ts';
import { compileTestPattern } from '../support/lint.ts';

const URL = 'https://tracker.example/issue/{key}';
const PATTERN = '\\b[A-Z][A-Z0-9]+-[0-9]+\\b';
const FIELD = '/fields/status/name';
const STATES = { field: FIELD, values: ['Open', 'In Progress'] };

const EXISTS: TicketAnswer = { kind: 'exists' };
const ABSENT: TicketAnswer = { kind: 'absent' };
const DOWN: TicketAnswer = { kind: 'unavailable', reason: 'the tracker answered 503' };
const says = (text?: string): TicketAnswer => ({ kind: 'exists', says: text });

/** A commit with this message, and what the tracker said of the tickets that it names. */
const naming = (message: string, answers: Readonly<Record<string, TicketAnswer>> = {}): CommitChange => ({
  message: () => message,
  tickets: new Map(Object.entries(answers)),
});
const judge = (change: CommitChange, options: Values = {}): ReturnType<typeof judgeCommit> =>
  judgeCommit('ticket-exists', change, { url: URL, ...options });

const REWORD = { kind: 'reword' } as const;
const LATER = 'push again later, or ask the admin to look at the tracker';
const ANOTHER = 'name another ticket, or change this one in the tracker';
const FEWER = 'push fewer commits at a time, or name fewer tickets';
const NO_URL =
  'has to be an http or https URL with {key} in its path or query, and without a user and a fragment';
const absent = (key: string): string =>
  `The ticket "${key}" does not exist; a message may name only tickets that do`;

testGuardRule<CommitChange>(ticketExists, judge, {
  accepted: [
    [naming('web: box\n')],
    [naming('web: box\n\nTicket: abc-1, A-1\n')],
    [{ message: () => 'web: box\n' }],
    [naming('web: box ABC-1\n\nABC-1, and Ticket: ABC-2\n', { 'ABC-1': EXISTS, 'ABC-2': EXISTS })],
    [naming('ABC-1', { 'ABC-1': says('Closed') })],
    [naming('ABC-1', { 'ABC-1': says('Open') }), STATES],
    [naming('ABC-1', { 'ABC-1': says('Closed') }), { field: FIELD }],
    [naming('see #12', { 12: EXISTS }), { pattern: '#(?P<key>[0-9]+)' }],
    [naming('ABC-1', { 'ABC-1': EXISTS }), { pattern: 'x*' }],
    [naming('k'.repeat(200), { ['k'.repeat(200)]: EXISTS }), { pattern: 'k+' }],
    [naming('ABC-1 '.repeat(200), { 'ABC-1': EXISTS })],
  ],
  refused: [
    [naming('web: ABC-1\n', { 'ABC-1': ABSENT }), absent('ABC-1'), REWORD],
    [naming('x\n\nTicket: ABC-2\n', { 'ABC-2': ABSENT }), absent('ABC-2'), REWORD],
    [naming('ABC-1 ABC-2', { 'ABC-1': EXISTS, 'ABC-2': ABSENT }), absent('ABC-2'), REWORD],
    [naming('ABC-1, ABC-1', { 'ABC-1': ABSENT }), absent('ABC-1'), REWORD],
    [naming('see #12', { '#12': EXISTS, 12: ABSENT }), absent('12'), REWORD, { pattern: '#(?P<key>[0-9]+)' }],
    [naming('see #12', { '#12': ABSENT, 12: EXISTS }), absent('#12'), REWORD, { pattern: '#([0-9]+)' }],
    [
      naming('ABC-1', { 'ABC-1': DOWN }),
      'The ticket "ABC-1" has to exist, and cannot be looked up: the tracker answered 503',
      LATER,
    ],
    [
      naming('ABC-1', { 'ABC-1': says('Closed') }),
      `The ticket "ABC-1" has "Closed" at "${FIELD}"; expected "Open" or "In Progress"`,
      ANOTHER,
      STATES,
    ],
    [
      naming('ABC-1', { 'ABC-1': says() }),
      `The ticket "ABC-1" has no text at "${FIELD}"; expected "Open" or "In Progress"`,
      ANOTHER,
      STATES,
    ],
    [
      naming('ABC-1', { 'ABC-1': says() }),
      `The ticket "ABC-1" has no text at "${FIELD}"; expected a text`,
      ANOTHER,
      { field: FIELD },
    ],
    [
      naming('ABC-1', { 'ABC-2': EXISTS }),
      'The ticket "ABC-1" was not looked up: of one push, at most 100 are',
      FEWER,
    ],
    [
      { message: () => 'ABC-1' },
      'The ticket "ABC-1" was not looked up: of one push, at most 100 are',
      FEWER,
      { unavailable: 'warn' },
    ],
    [
      naming('k'.repeat(201)),
      `The ticket "${'k'.repeat(77)}..." has a key of 201 characters; at most 200 are looked up`,
      REWORD,
      { pattern: 'k+' },
    ],
    [
      naming('ABC-1 '.repeat(201), { 'ABC-1': EXISTS }),
      'The message names tickets more than 200 times, and has not been read to its end',
      REWORD,
    ],
    ...[
      ['url', { url: '' }],
      ['pattern', { pattern: '' }],
    ].map(
      ([name, options]) =>
        [
          naming('web: box'),
          `No ticket can be looked up: the rule has no "${name as string}"`,
          'ask the admin to mend the configuration',
          options as Values,
        ] as const,
    ),
    [
      naming('ABC-1', { 'ABC-1': EXISTS }),
      'No ticket can be looked up: the rule has "values", and no "field" that could say them',
      'ask the admin to mend the configuration',
      { values: ['Open'] },
    ],
  ],
  bad: [
    ['url', 'https://tracker.example/', NO_URL],
    ['url', 'https://dana:secret@tracker.example/{key}', NO_URL],
    ['url', 7, NO_URL],
    ['headerFile', 'token', 'has to be an absolute path'],
    ['field', 'fields.status', 'has to be a JSON pointer, as /fields/status/name'],
    ['values', 'Open', 'has to be a list of strings'],
    ['timeoutSeconds', 0, 'has to be a whole number from 1 to 60'],
    ['timeoutSeconds', '3s', 'has to be a whole number from 1 to 60'],
    ['unavailable', 'open', 'has to be one of refuse, warn'],
    ['pattern', ['x'], 'has to be a string'],
    ['token', 'x', 'no such option'],
  ],
});

describe('rule ticket-exists', () => {
  it('warns of a tracker that cannot be asked where the admin says so, however much it weighs', () => {
    const found = judge(naming('ABC-1', { 'ABC-1': DOWN }), { unavailable: 'warn' });
    const message = 'The ticket "ABC-1" could not be looked up: the tracker answered 503';
    expect(found).toMatchObject([{ rule: 'ticket-exists', severity: 'warn', message }]);
    expect(found[0]?.fix).toBeUndefined();
  });

  it('says what refuses a commit before what only warns, and of each a handful', () => {
    const keys = (prefix: string): string[] => Array.from({ length: 9 }, (_, index) => `${prefix}-${index}`);
    const [down, gone] = [keys('AA'), keys('BB')];
    const answers = Object.fromEntries([
      ...down.map((key) => [key, DOWN] as const),
      ...gone.map((key) => [key, ABSENT] as const),
    ]);
    const found = judge(naming([...down, ...gone].join(' '), answers), { unavailable: 'warn' });
    expect(found.map(({ severity }) => severity)).toEqual([
      ...Array.from({ length: 5 }, () => 'error'),
      ...Array.from({ length: 5 }, () => 'warn'),
    ]);
  });

  it('decodes no message where it asks for no ticket', () => {
    const never = (): string => expect.unreachable();
    expect(judge({ message: never }, { url: '' })).toHaveLength(1);
    expect(judgeCommit('author-name', { message: never })).toEqual([]);
  });
});

describe('needsTickets', () => {
  const needsOf = (options: Values): ReturnType<typeof compileCommitRules>['needsTickets'] =>
    compileCommitRules(
      COMMIT_RULES,
      { 'ticket-exists': { severity: 'warn', ...options } },
      compileTestPattern,
    ).needsTickets;

  it('asks for each ticket once, and for none that is too long', () => {
    const needs = needsOf({ url: URL, pattern: `${PATTERN}|k*` });
    const commit = commitOf(naming(`AB-1 ${'k'.repeat(201)} AB-2 AB-1 kk`));
    expect(needs?.keysOf(commit)).toEqual(['AB-1', 'AB-2', 'kk']);
  });

  it('says where to ask, and nothing that a tracker need not know', () => {
    expect(needsOf({ url: URL, ...STATES, headerFile: '/t' })?.question).toEqual({
      url: URL,
      field: FIELD,
      headerFile: '/t',
      timeoutSeconds: 3,
    });
  });

  it.each([
    [{ severity: 'off', url: URL }],
    [{}],
    [{ url: URL, pattern: '' }],
    [{ url: URL, values: ['Open'] }],
  ])('asks nobody with %j', (options) => expect(needsOf(options)).toBeUndefined());
});
