// The command that gives the last commit a trailer. People paste it into a shell, and its value
// comes from a stranger's commit message: quote it, or leave it out.
import type { Message } from './message.ts';

/** The trailer someone meant: its value as text, and what stands for the value where it is empty. */
export interface MeantTrailer {
  readonly key: string;
  readonly value: string;
  readonly placeholder: string;
}

/** Returns the command that adds the trailer to this message, or the one that opens it in an editor. */
export function formatTrailerCommand(message: Message, { key, value, placeholder }: MeantTrailer): string {
  // Up to git 2.39 at least, commit --trailer takes a line of dashes for the start of a patch and puts
  // the trailer above it, where git log does not see it.
  const byHand = value.length > 200 || UNPRINTABLE.test(value) || message.lines.some(isDivider);
  if (byHand) return 'git commit --amend';
  const trailer = `${key}: ${value === '' ? placeholder : value}`;
  const quoted = PLAIN.test(trailer) ? `"${trailer}"` : `'${trailer.replaceAll("'", String.raw`'\''`)}'`;
  return `git commit --amend --no-edit --trailer ${quoted}`;
}

function isDivider(line: string): boolean {
  return line.startsWith('---') && /^[ \t\r]?$/.test(line.slice(3, 4));
}

/** Nothing that a shell reads within double quotes. */
const PLAIN = /^[A-Za-z0-9 ._:/@#+,=?&%<>()~-]*$/;

/** Characters that an escaping printer would change, so that the pasted value were another one. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\ufffd]/u;
