// Rules that count: characters as commitlint counts them, which is UTF-16 code units.
import { findLine } from '../lines.ts';
import type { CommitlintRule, Part } from '../rule.ts';

/** An address cannot be broken, so a line that has one may be long. */
const URL = /\bhttps?:\/\/\S/;

/** Makes the rule `<part>-max-length`; a message without that part passes, unless it is the header. */
export function defineMaxLength(part: Part): CommitlintRule<'length'> {
  return {
    name: `${part}-max-length`,
    kind: 'length',
    prepare:
      (_, max = 0) =>
      (message) => {
        const text = message[part];
        if (!text) return part === 'header' ? MISSING : undefined;
        if (text.length <= max) return undefined;
        return `The ${part} has ${text.length} characters; at most ${max} are allowed`;
      },
  };
}

/** Makes the rule `<part>-min-length`; a message without that part passes, unless it is the header. */
export function defineMinLength(part: Part): CommitlintRule<'length'> {
  return {
    name: `${part}-min-length`,
    kind: 'length',
    prepare:
      (_, min = 0) =>
      (message) => {
        const text = message[part];
        if (!text) return part === 'header' ? MISSING : undefined;
        if (text.length >= min) return undefined;
        return `The ${part} has ${text.length} characters; at least ${min} are required`;
      },
  };
}

/** Makes the rule `<part>-max-line-length`. */
export function defineMaxLineLength(part: 'body' | 'footer'): CommitlintRule<'length'> {
  return {
    name: `${part}-max-line-length`,
    kind: 'length',
    prepare:
      (_, max = 0) =>
      (message) => {
        const text = message[part] ?? '';
        if (text.length <= max) return undefined;
        const long = findLine(text, (start, end) => end - start > max && !URL.test(text.slice(start, end)));
        if (long === undefined) return undefined;
        return `Line ${long.number} of the ${part} has ${long.length} characters; at most ${max} are allowed`;
      },
  };
}

const MISSING = 'The first line is empty; it has to be the header';
