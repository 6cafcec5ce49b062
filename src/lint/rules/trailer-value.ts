// What stands behind a trailer's key: `Ticket` holds a key of the tracker, `Reviewed-by` a name and an address.
import type { Pattern } from '../../rule/pattern.ts';
import { quote } from '../commitlint/quote.ts';
import type { LintRule } from '../rule.ts';
import { trailersNamed } from '../trailers.ts';

/** A hostile message may hold a hundred thousand wrong ones; nobody reads more than a few. */
const MOST_COMPLAINTS = 5;

const options = {
  trailers: {
    kind: 'entries',
    default: [],
    fields: {
      key: { kind: 'string', default: '', sentence: 'The key, without regard to case.' },
      pattern: { kind: 'pattern', default: '', sentence: "What a value has to fit, in RE2's syntax." },
      forbidden: { kind: 'pattern', default: '', sentence: 'What no value may fit.' },
      say: { kind: 'string', default: '', sentence: 'What the pusher reads; else the pattern is shown.' },
    },
    required: ['key'],
    sentence:
      "What each value of a key has to fit somewhere, what it may not fit, in RE2's syntax, and what the pusher reads.",
  },
} as const;

export const trailerValue: LintRule<typeof options> = {
  id: 'trailer-value',
  summary: 'The listed trailers have values that fit, where they are there.',
  severity: 'off',
  options,
  judge: (message, { trailers }) => {
    // A set, because the team's own words are the same for each trailer.
    const said = new Set<string>();
    for (const { say, ...wanted } of trailers) {
      for (const { key, value } of trailersNamed(message.trailers, wanted.key)) {
        if (said.size === MOST_COMPLAINTS) break;
        const text = message.decode(value);
        const problem = judgeValue(text, wanted);
        if (problem !== undefined) said.add(say === '' ? `${quote(`${key}: ${text}`)} ${problem}` : say);
      }
    }
    return [...said].map((text) => ({ message: text }));
  },
};

interface Wanted {
  readonly pattern: Pattern | undefined;
  readonly forbidden: Pattern | undefined;
}

/** Returns what is wrong with a value, worded to follow it, or undefined. */
function judgeValue(value: string, { pattern, forbidden }: Wanted): string | undefined {
  if (pattern?.matches(value) === false) return `does not fit the pattern ${pattern.source}`;
  if (forbidden?.matches(value) === true) return `fits the forbidden pattern ${forbidden.source}`;
  return undefined;
}
