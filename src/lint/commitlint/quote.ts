// Quotes what somebody pushed, or configured, in a finding.
import { fitText } from '../../text/layout.ts';

const MOST_COLUMNS = 60;

/** Puts text in quotes, cut to what fits on a line; a megabyte costs no more than a line. */
export function quote(text: string): string {
  return `"${fitText(text.slice(0, 4 * MOST_COLUMNS), MOST_COLUMNS)}"`;
}

/** Lists quoted words; of many, the first ones. */
export function quoteAll(words: readonly string[]): string {
  const most = 20;
  const more = words.length > most ? `, and ${words.length - most} more` : '';
  return words.slice(0, most).map(quote).join(', ') + more;
}
