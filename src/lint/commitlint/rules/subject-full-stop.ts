// The character that ends the subject, read from the header, so that a subject which could not be told apart
// counts too.
import { defineFullStop } from '../kinds/full-stop.ts';

// Nothing stands behind the first colon: there is no subject. Three full stops are an ellipsis, and no stop.
export const subjectFullStop = defineFullStop('subject', (header) => {
  const colon = header.indexOf(':');
  if (colon > 0 && colon === header.length - 1) return undefined;
  return header.endsWith('...') ? '' : header;
});
