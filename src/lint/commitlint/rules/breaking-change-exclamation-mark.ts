// Whether header and footer agree on a breaking change.
import { hasBreakingMark } from '../header.ts';
import { defineTrait } from '../kinds/trait.ts';

const BREAKING = /^BREAKING[ -]CHANGE:/m;

export const breakingChangeExclamationMark = defineTrait({
  name: 'breaking-change-exclamation-mark',
  has: ({ header, footer }) => {
    if (!header && !footer) return undefined;
    return hasBreakingMark(header ?? '') === BREAKING.test(footer ?? '');
  },
  missing:
    'One of "!" before the colon and "BREAKING CHANGE:" in the footer is there; it has to be both or none',
  unwanted:
    'Of "!" before the colon and "BREAKING CHANGE:" in the footer there are both or none; it has to be one',
});
