// Tickets that a message names exist, in the tracker that has them. What the tracker said comes in with the commit.
import type { OptionValues } from '../../rule/option.ts';
import type { Complaint } from '../../rule/rule.ts';
import type { CommitRule, PushedCommit } from '../commit-rule.ts';
import { isShort, judgeTicket } from '../judge-ticket.ts';
import { MOST_TICKETS } from '../ticket.ts';

/** How often one message may name tickets: each time may cost a look at all of it. */
const MOST_MENTIONS = 200;
/** Of one commit: more would bury what the others say. */
const MOST_COMPLAINTS = 5;

const options = {
  pattern: {
    kind: 'pattern',
    default: '\\b[A-Z][A-Z0-9]+-[0-9]+\\b',
    sentence:
      "What a key looks like, in RE2's syntax; of a pattern with a group named `key`, as `#(?P<key>[0-9]+)`, the key is that group.",
  },
  url: {
    kind: 'string',
    form: 'key-url',
    default: '',
    sentence:
      'Where a ticket is looked up: `https://tracker.example/rest/api/2/issue/{key}`. An answer of 200 to 299 says that it exists, 404 or 410 that it does not, and anything else that the tracker cannot be asked. Has to be set.',
  },
  headerFile: {
    kind: 'string',
    form: 'path',
    default: '',
    sentence:
      'A file on the server with one line, `Name: value`, which is sent along: for tokens, which do not belong into the configuration.',
  },
  field: {
    kind: 'string',
    form: 'json-pointer',
    default: '',
    sentence: 'Where in the answer, which has to be JSON then, a text stands that has to be one of `values`.',
  },
  values: {
    kind: 'list',
    default: [],
    sentence: 'What the field may say, such as states of a ticket; where none is listed, anything.',
  },
  timeoutSeconds: {
    kind: 'number',
    default: 3,
    min: 1,
    max: 60,
    sentence: 'How long all lookups of a push may take together.',
  },
  unavailable: {
    kind: 'choice',
    default: 'refuse',
    choices: ['refuse', 'warn'],
    sentence:
      'What it means that the tracker cannot be asked; with `warn` a push that names any ticket passes while it is away.',
  },
} as const;

type Values = OptionValues<typeof options>;

export const ticketExists: CommitRule<typeof options> = {
  id: 'ticket-exists',
  kind: 'commit',
  summary: `The tickets that a message names exist in a tracker, which is asked over HTTP: for at most ${MOST_TICKETS} of a push.`,
  severity: 'off',
  options,
  required: ['url'],
  needsTickets: (values) => {
    if (findGap(values) !== undefined) return undefined;
    const { url, headerFile, field, timeoutSeconds } = values;
    return {
      question: { url, headerFile, field, timeoutSeconds },
      keysOf: (commit) => findKeys(commit, values).keys.filter(isShort),
    };
  },
  judge: (commit, values) => {
    const gap = findGap(values);
    // To pass over it would let every ticket pass, in silence.
    if (gap !== undefined) return [{ message: `No ticket can be looked up: ${gap}`, fix: ASK_ADMIN }];
    const { keys, isCut } = findKeys(commit, values);
    const all = keys.flatMap((key) => judgeTicket(key, commit.tickets?.get(key), values));
    const refusals = all.filter(({ severity }) => severity === undefined);
    const warnings = all.filter(({ severity }) => severity !== undefined);
    return [
      ...(isCut ? [TOO_MANY] : []),
      ...refusals.slice(0, MOST_COMPLAINTS),
      ...warnings.slice(0, MOST_COMPLAINTS),
    ];
  },
};

const REWORD = { kind: 'reword' } as const;
const ASK_ADMIN = { kind: 'advice', text: 'ask the admin to mend the configuration' } as const;
const TOO_MANY: Complaint = {
  message: `The message names tickets more than ${MOST_MENTIONS} times, and has not been read to its end`,
  fix: REWORD,
};

/** Says what the configuration lacks, where checking it could not tell: rules for some refs add to those for all. */
function findGap({ pattern, url, field, values }: Values): string | undefined {
  if (url === '') return 'the rule has no "url"';
  if (pattern === undefined) return 'the rule has no "pattern"';
  if (field === '' && values.length > 0) return 'the rule has "values", and no "field" that could say them';
  return undefined;
}

function findKeys(
  { message }: PushedCommit,
  { pattern }: Values,
): { readonly keys: readonly string[]; readonly isCut: boolean } {
  const keys = new Set<string>();
  let mentions = 0;
  for (const key of pattern?.findAll(message()) ?? []) {
    if (mentions++ === MOST_MENTIONS) return { keys: [...keys], isCut: true };
    if (key !== '') keys.add(key);
  }
  return { keys: [...keys], isCut: false };
}
