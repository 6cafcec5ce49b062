// The command that gives the newest commit trailers. People paste it into a shell, and a value may come
// from a stranger's commit message: quote it, or leave it to the editor.
import { escapeText } from '../text/escape.ts';

/** Opens the newest commit's message in an editor. */
export const AMEND = 'git commit --amend';

/**
 * Returns the command that adds trailers to the newest commit. `divided`: its message has a line `---`, above
 * which git puts a trailer, where git log does not see it (2.39; some messages keep it busy for ever).
 */
export function formatTrailerCommand(trailers: readonly string[], divided: boolean): string {
  if (!trailers.every(isPasteable)) return AMEND;
  if (!divided) return `${AMEND} --no-edit${formatOptions(trailers)}`;
  return `git log -1 --format=%B | ${formatTrailerFilter(trailers)} | ${AMEND} -F -`;
}

/** The same where the newest commit may be one without a change, as in a rebase, which must not stop there. */
export function formatEmptyTrailerCommand(trailers: readonly string[]): string {
  return `${AMEND} --no-edit --allow-empty${formatOptions(trailers)}`;
}

/** Returns the command that adds trailers to a message which it reads, and prints it. */
export function formatTrailerFilter(trailers: readonly string[]): string {
  return `git interpret-trailers --no-divider${formatOptions(trailers)}`;
}

function formatOptions(trailers: readonly string[]): string {
  return trailers.map((trailer) => ` --trailer ${quote(trailer)}`).join('');
}

function quote(trailer: string): string {
  return PLAIN.test(trailer) ? `"${trailer}"` : `'${trailer.replaceAll("'", String.raw`'\''`)}'`;
}

function isPasteable(trailer: string): boolean {
  // What an escaping printer changes would be pasted as another value.
  return trailer.length <= LONGEST && escapeText(trailer) === trailer && !trailer.includes('\ufffd');
}

const LONGEST = 220;

/** Nothing that a shell reads within double quotes. */
const PLAIN = /^[A-Za-z0-9 ._:/@#+,=?&%<>()~-]*$/;
