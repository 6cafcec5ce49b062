// An author or committer as text. It proves nothing about who it was.
import { decodeText } from './decode.ts';

export interface Ident {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970, UTC. */
  readonly time: number;
}

/** What a rule may know of a commit beside its message. */
export interface CommitHeaders {
  readonly author: Ident;
  readonly committer: Ident;
  readonly parents: number;
}

/** The headers of a commit as bytes, in the encoding that it names. */
export interface RawHeaders {
  readonly author: string;
  readonly committer: string;
  readonly encoding: string | undefined;
  readonly parents: readonly unknown[];
}

/** Makes headers readable; each when a rule first asks for it, because few do. */
export function readHeaders(raw: RawHeaders): CommitHeaders {
  return new LazyHeaders(raw);
}

class LazyHeaders implements CommitHeaders {
  readonly #raw: RawHeaders;

  constructor(raw: RawHeaders) {
    this.#raw = raw;
  }

  get author(): Ident {
    return parseIdent(this.#raw.author, this.#raw.encoding);
  }

  get committer(): Ident {
    return parseIdent(this.#raw.committer, this.#raw.encoding);
  }

  get parents(): number {
    return this.#raw.parents.length;
  }
}

/** Reads `name <address> seconds zone`, whose shape has been checked; `encoding` is the commit's. */
export function parseIdent(bytes: string, encoding?: string): Ident {
  const open = bytes.indexOf('<');
  const close = bytes.lastIndexOf('>');
  return {
    name: decodeText(bytes.slice(0, open).trim(), encoding),
    email: decodeText(bytes.slice(open + 1, close), encoding),
    time: Number(bytes.slice(close + 2).split(' ', 1)[0]),
  };
}
