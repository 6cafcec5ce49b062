// Names from strangers inside a sentence: between quotes, and short enough that the sentence is still read.
// Escaping is left to whoever prints.
import { fitText } from '../text/layout.ts';

const LONGEST_QUOTE = 80;
/** Of what fits a command line without quoting, and is no option. */
const PLAIN = /^[A-Za-z0-9_][A-Za-z0-9_./+-]*$/;

/** Quotes a name, cut where it is long. */
export function quote(name: string): string {
  return `"${fitText(name, LONGEST_QUOTE)}"`;
}

/** Lists what an admin wrote: `a`, `a or b`, `a, b or c`. */
export function listNames(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

/** Writes a ref's name into a command that is copied; a name that a shell would read otherwise is left to the reader. */
export function commandName(name: string, otherwise: string): string {
  return name.length <= LONGEST_QUOTE && PLAIN.test(name) ? name : `<${otherwise}>`;
}
