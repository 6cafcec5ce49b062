// Trailers that fit a line: whoever lists reviewers gives each a trailer of their own.
import { countCharacters } from '../count-characters.ts';
import { isUnbreakable } from '../is-unbreakable.ts';
import type { LintRule } from '../rule.ts';

const MOST_COMPLAINTS = 5;

const options = {
  max: {
    kind: 'number',
    default: 100,
    min: 10,
    max: 10_000,
    sentence: 'The most characters (Unicode code points) a line of the trailers may have.',
  },
} as const;

export const trailerMaxLineLength: LintRule<typeof options> = {
  id: 'trailer-max-line-length',
  summary: 'Lines of the trailers are not too long; links may be.',
  severity: 'off',
  options,
  judge: (message, { max }) => {
    const { body, subjectLines, trailerLines } = message;
    const found: { message: string }[] = [];
    for (const [index, bytes] of trailerLines.entries()) {
      if (found.length === MOST_COMPLAINTS) break;
      if (bytes.length <= max) continue;
      const text = message.decode(bytes);
      const length = countCharacters(text);
      if (length <= max || isUnbreakable(text)) continue;
      const line = subjectLines + body.length + index + 1;
      found.push({ message: `Line ${line} has ${length} characters; at most ${max} are allowed` });
    }
    return found;
  },
};
