// A fix trailer that git does not see, told to its author before the line tells them.
import { findMisplacedTrailers, REASONS } from '../misplaced-trailers.ts';
import type { LintRule } from '../rule.ts';

/** A hostile message may hold a hundred thousand; nobody reads more than a few. */
const MOST_COMPLAINTS = 5;

export const trailerMisplaced: LintRule = {
  id: 'trailer-misplaced',
  summary: 'A Fixes-Build or Andon-Override line has to stand where git takes it for a trailer.',
  severity: 'error',
  options: {},
  judge: (message) =>
    findMisplacedTrailers(message, MOST_COMPLAINTS).map(({ key, written, value, reason }) => ({
      message: `"${written}" is no trailer to git: ${REASONS[reason]}`,
      // Only the author knows the value that is missing.
      fix:
        value === '' ? { kind: 'reword' } : { kind: 'trailer', trailer: `${key}: ${message.decode(value)}` },
    })),
};
