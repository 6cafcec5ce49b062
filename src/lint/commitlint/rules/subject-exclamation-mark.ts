// Whether the header has a "!" before its colon.
import { hasBreakingMark } from '../header.ts';
import { defineTrait } from '../kinds/trait.ts';

export const subjectExclamationMark = defineTrait({
  name: 'subject-exclamation-mark',
  has: ({ header }) => (header ? hasBreakingMark(header) : undefined),
  missing: 'The header has no "!" before its colon; it has to have one',
  unwanted: 'The header has a "!" before its colon; it must not have one',
});
