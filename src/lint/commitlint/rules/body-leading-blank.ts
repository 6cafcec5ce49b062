// A blank line between the header and the body.
import { defineTrait } from '../kinds/trait.ts';

// The second line of the whole message, so that blank lines above the header count as commitlint counts them.
export const bodyLeadingBlank = defineTrait({
  name: 'body-leading-blank',
  has: ({ body, raw }) => {
    if (!body) return undefined;
    const second = raw.indexOf('\n') + 1;
    return (
      second > 0 && (second === raw.length || raw.startsWith('\n', second) || raw.startsWith('\r\n', second))
    );
  },
  missing: 'Line 2 holds text; it has to be blank, between the header and the body',
  unwanted: 'Line 2 is blank; the body has to begin there',
});
