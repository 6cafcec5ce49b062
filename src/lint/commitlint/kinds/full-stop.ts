// Rules about the character that ends a part of the message.
import { quote } from '../quote.ts';
import type { CommitlintRule, Part } from '../rule.ts';

/** Makes the rule `<part>-full-stop`; `read` gives the text to look at, or undefined where any is fine. */
export function defineFullStop(
  part: Part,
  read: (header: string, body: string) => string | undefined,
): CommitlintRule<'text'> {
  return {
    name: `${part}-full-stop`,
    kind: 'text',
    prepare:
      (condition, stop = '.') =>
      ({ header, body }) => {
        const text = read(header ?? '', body ?? '');
        if (text === undefined) return undefined;
        // A value of several characters is never the last one.
        const hasStop = text.at(-1) === stop;
        if (hasStop === (condition === 'always')) return undefined;
        return hasStop
          ? `The ${part} ends with ${quote(stop)}; it must not`
          : `The ${part} ends without ${quote(stop)}; it has to end with it`;
      },
  };
}
