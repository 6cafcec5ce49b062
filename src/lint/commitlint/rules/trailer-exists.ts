// Whether the message has a certain trailer.
import { quote } from '../quote.ts';
import type { CommitlintRule } from '../rule.ts';
import { parseTrailers } from '../../trailers.ts';

// commitlint asks `git interpret-trailers`, which takes a line of dashes for the start of a patch and heeds
// the server's `trailer.*`. Trailers are here what they are everywhere in andon: those that git log shows.
export const trailerExists: CommitlintRule<'text'> = {
  name: 'trailer-exists',
  kind: 'text',
  prepare:
    (condition, value = '') =>
    ({ raw }) => {
      // The text that git prints ends in a newline, behind which everything begins with nothing.
      const isThere =
        value === '' ||
        parseTrailers(raw).some(({ key, value: text }) => `${key}: ${text}`.startsWith(value));
      if (isThere === (condition === 'always')) return undefined;
      return isThere
        ? `The message has the trailer ${quote(value)}; it must not`
        : `The message has no trailer ${quote(value)}; it has to have one`;
    },
};
