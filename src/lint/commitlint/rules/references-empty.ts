// Whether the message refers to an issue.
import { defineTrait } from '../kinds/trait.ts';

export const referencesEmpty = defineTrait({
  name: 'references-empty',
  has: ({ hasReferences }) => !hasReferences,
  missing: 'The message refers to an issue; it must not refer to any',
  unwanted: 'The message refers to no issue; it has to refer to one, as in "#12"',
});
