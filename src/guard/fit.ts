// Patterns of the team's own that a name has to fit: of branches and tags, of people and their addresses.
import type { OptionValues } from '../rule/option.ts';
import type { Pattern } from '../rule/pattern.ts';
import { listNames, quote } from './quote.ts';

export const FIT_OPTIONS = {
  patterns: {
    kind: 'patterns',
    default: [],
    sentence:
      "Patterns in RE2's syntax, one of which has to fit somewhere; anything fits where there is none.",
  },
  forbidden: { kind: 'patterns', default: [], sentence: 'Patterns of which none may fit anywhere.' },
  say: { kind: 'string', default: '', sentence: 'What the pusher reads; else the patterns are shown.' },
} as const;

export type FitOptions = OptionValues<typeof FIT_OPTIONS>;

/** Returns what is wrong with a name, or undefined; `what` names the thing as the sentence's start. */
export function judgeFit(
  what: string,
  name: string,
  { patterns, forbidden, say }: FitOptions,
): string | undefined {
  const wrong = forbidden.find((pattern) => pattern.matches(name));
  if (wrong !== undefined) {
    return say || `${what} ${quote(name)} fits the pattern ${wrong.source}, which is forbidden`;
  }
  if (patterns.length === 0 || patterns.some((pattern) => pattern.matches(name))) return undefined;
  return say || `${what} ${quote(name)} has to fit the pattern ${sources(patterns)}`;
}

function sources(patterns: readonly Pattern[]): string {
  return listNames(patterns.map(({ source }) => source));
}
