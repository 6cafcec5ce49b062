// The header that a tracker wants, such as a token. It stands in a file of its own, so that it is in no
// configuration, and what is wrong with the file is said without a word of it.
import { readFileSync } from 'node:fs';
import { systemCodeOf } from '../text/andon-error.ts';

export type Headers = Readonly<Record<string, string>>;

export type HeaderFile =
  | { readonly kind: 'read'; readonly headers: Headers }
  /** The problem is a clause that can follow a colon. */
  | { readonly kind: 'unreadable'; readonly problem: string };

/** A field's name and value (RFC 9110, section 5), in a line that may end as any line does. */
const HEADER =
  /^(?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(?<value>[!-~\x80-\xff](?:[ \t!-~\x80-\xff]*[!-~\x80-\xff])?)[ \t]*\r?\n?$/;

/** Reads all headers of a request; `path` is empty where there is no file. */
export function readHeaderFile(path: string): HeaderFile {
  const headers = { accept: 'application/json' };
  if (path === '') return { kind: 'read', headers };
  let text: string;
  try {
    text = readFileSync(path, 'latin1');
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    return {
      kind: 'unreadable',
      problem: `the file with the header for the tracker cannot be read (${code})`,
    };
  }
  const { name, value } = HEADER.exec(text)?.groups ?? {};
  if (name === undefined || value === undefined) {
    const problem = 'the file with the header for the tracker has to hold one line, "Name: value"';
    return { kind: 'unreadable', problem };
  }
  return { kind: 'read', headers: { ...headers, [name.toLowerCase()]: value } };
}
