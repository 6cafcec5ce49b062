// A pattern that no message may fit, for what a list of words cannot say.
import type { LintRule } from '../rule.ts';

const options = {
  patterns: { kind: 'patterns', default: [], sentence: "The patterns, in RE2's syntax." },
  say: { kind: 'string', default: '', sentence: 'What the pusher reads; else the pattern is shown.' },
} as const;

export const messageForbidden: LintRule<typeof options> = {
  id: 'message-forbidden',
  summary: 'The message fits none of the listed patterns.',
  severity: 'off',
  options,
  judge: (message, { patterns, say }) => {
    const text = message.decode(message.bytes);
    const fits = patterns.find((pattern) => pattern.matches(text));
    if (fits === undefined) return [];
    return [{ message: say === '' ? `The message fits the forbidden pattern ${fits.source}` : say }];
  },
};
