// Lines that fit into a terminal, as `git log` shows them: indented by four.
import { countCharacters } from '../count-characters.ts';
import { isUnbreakable } from '../is-unbreakable.ts';
import type { LintRule } from '../rule.ts';

const MOST_COMPLAINTS = 5;

const options = {
  max: {
    kind: 'number',
    default: 72,
    min: 10,
    max: 10_000,
    sentence: 'The most characters (Unicode code points) a line of the body may have.',
  },
} as const;

export const bodyMaxLineLength: LintRule<typeof options> = {
  id: 'body-max-line-length',
  summary: 'Lines of the body are not too long; links, quoted code and trailers may be.',
  severity: 'off',
  options,
  judge: (message, { max }) => {
    const { body, subjectLines } = message;
    const found: { message: string }[] = [];
    let fenced = false;
    for (const [index, bytes] of body.entries()) {
      if (found.length === MOST_COMPLAINTS) break;
      if (bytes.startsWith('```')) fenced = !fenced;
      if (fenced || bytes.length <= max || /^(?: {4}|\t|>)/.test(bytes)) continue;
      const text = message.decode(bytes);
      const length = countCharacters(text);
      if (length <= max || isUnbreakable(text)) continue;
      found.push({
        message: `Line ${subjectLines + index + 1} has ${length} characters; at most ${max} are allowed`,
      });
    }
    return found;
  },
};
