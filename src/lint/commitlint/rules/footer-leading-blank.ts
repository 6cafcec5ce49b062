// A blank line above the footer.
import { defineTrait } from '../kinds/trait.ts';

export const footerLeadingBlank = defineTrait({
  name: 'footer-leading-blank',
  has: ({ footer, rawLines }) => {
    if (!footer) return undefined;
    const newline = footer.search(/\r?\n/);
    // The first line that reads like the footer's first. Where that is the header, commitlint looks at the
    // last line of all, and so does this.
    const at = rawLines.indexOf(newline === -1 ? footer : footer.slice(0, newline));
    return rawLines.at(at - 1) === '';
  },
  missing: 'The line above the footer holds text; it has to be blank',
  unwanted: 'The line above the footer is blank; the footer has to follow the body at once',
});
