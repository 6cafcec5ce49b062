// The key of a ticket in a tracker: `ABC-123`.
import type { LintRule } from '../rule.ts';
import { trailersNamed } from '../trailers.ts';

const options = {
  pattern: {
    kind: 'pattern',
    default: '\\b[A-Z][A-Z0-9]+-[0-9]+\\b',
    sentence: "What a key looks like, in RE2's syntax.",
  },
  where: {
    kind: 'choice',
    default: 'message',
    choices: ['subject', 'message', 'trailer'],
    sentence: 'Where it has to stand.',
  },
  trailer: { kind: 'string', default: 'Ticket', sentence: 'The trailer that `where: trailer` means.' },
} as const;

export const ticketKey: LintRule<typeof options> = {
  id: 'ticket-key',
  summary: 'The message names a ticket.',
  severity: 'off',
  options,
  judge: (message, { pattern, where, trailer }) => {
    const texts = {
      subject: () => [message.subject],
      message: () => [message.decode(message.bytes)],
      trailer: () => trailersNamed(message.trailers, trailer).map(({ value }) => message.decode(value)),
    }[where]();
    if (pattern === undefined || texts.some((text) => pattern.matches(text))) return [];
    const place = where === 'trailer' ? `trailer "${trailer}:"` : where;
    return [{ message: `The ${place} names no ticket; expected one like ${pattern.source}` }];
  },
};
