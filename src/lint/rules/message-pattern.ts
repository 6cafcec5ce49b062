// A pattern of the team's own that a message, or its subject, has to fit.
import type { LintRule } from '../rule.ts';

const options = {
  pattern: { kind: 'pattern', default: '', sentence: "The pattern, in RE2's syntax; it may fit anywhere." },
  where: {
    kind: 'choice',
    default: 'subject',
    choices: ['subject', 'message'],
    sentence: 'What has to fit.',
  },
  say: { kind: 'string', default: '', sentence: 'What the pusher reads; else the pattern is shown.' },
} as const;

export const messagePattern: LintRule<typeof options> = {
  id: 'message-pattern',
  summary: 'The subject, or the whole message, fits a pattern.',
  severity: 'off',
  options,
  judge: (message, { pattern, where, say }) => {
    const text = where === 'subject' ? message.subject : message.decode(message.bytes);
    if (pattern === undefined || pattern.matches(text)) return [];
    return [{ message: say === '' ? `The ${where} does not fit the pattern ${pattern.source}` : say }];
  },
};
