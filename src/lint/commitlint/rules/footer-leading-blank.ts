// A blank line above the footer.
import { findLine } from '../lines.ts';
import { defineTrait } from '../kinds/trait.ts';

export const footerLeadingBlank = defineTrait({
  name: 'footer-leading-blank',
  has: (message) => {
    const { footer, raw } = message;
    if (!footer) return undefined;
    const first = footer.slice(0, findLine(footer, () => true)?.length);
    const found = findLine(raw, (from, to) => to - from === first.length && raw.startsWith(first, from));
    if (found !== undefined && found.number > 1) return found.isBelowBlank;
    // The first line that reads like the footer's first counts. Where that is the header, or there is none,
    // commitlint looks at the last line of all, or the one above it, and so does this.
    return message.rawLines.at(found === undefined ? -2 : -1) === '';
  },
  missing: 'The line above the footer holds text; it has to be blank',
  unwanted: 'The line above the footer is blank; the footer has to follow the body at once',
});
