// Reads `type(scope)!: subject`, the first line of a message. By hand and in one pass: it is the line that
// makes backtracking readers take minutes.

/** Whether a `!` in front of the colon has to be there, may be there, or makes the line no such header. */
export type Bang = 'required' | 'allowed' | 'refused';

/** A part that is not there, or empty, is null: commitlint makes no difference between them. */
export interface HeaderParts {
  readonly type: string | null;
  readonly scope: string | null;
  readonly subject: string | null;
}

const NO_PARTS: HeaderParts = { type: null, scope: null, subject: null };

/** What ends a line to a pattern of commitlint's, and is left within the one that is the header. */
function hasLineEnd(header: string): boolean {
  return header.includes('\r') || header.includes('\u2028') || header.includes('\u2029');
}

/** Reads a header in the first of the ways that fits it. */
export function readHeader(header: string, ways: readonly Bang[]): HeaderParts {
  if (hasLineEnd(header)) return NO_PARTS;
  const typeEnd = skipWord(header);
  for (const bang of ways) {
    const parts = matchHeader(header, typeEnd, bang);
    if (parts !== undefined) return parts;
  }
  return NO_PARTS;
}

/** Tells whether the header marks a breaking change by a `!` in front of its colon. */
export function hasBreakingMark(header: string): boolean {
  if (!header.includes('!: ') || hasLineEnd(header)) return false;
  return matchHeader(header, skipWord(header), 'required') !== undefined;
}

function matchHeader(header: string, typeEnd: number, bang: Bang): HeaderParts | undefined {
  const hasScope = header[typeEnd] === '(';
  // A scope ends at the last place where it can: it may hold brackets, and colons behind them.
  const scopeEnd = hasScope ? findScopeEnd(header, bang) : typeEnd;
  if (scopeEnd === -1) return undefined;
  const at = hasScope ? scopeEnd + 1 : typeEnd;
  const length = measureSeparator(header, at, bang);
  if (length === 0) return undefined;
  return {
    type: header.slice(0, typeEnd) || null,
    scope: header.slice(typeEnd + 1, scopeEnd) || null,
    subject: header.slice(at + length) || null,
  };
}

function findScopeEnd(header: string, bang: Bang): number {
  const plain = bang === 'required' ? -1 : header.lastIndexOf('): ');
  const marked = bang === 'refused' ? -1 : header.lastIndexOf(')!: ');
  return Math.max(plain, marked);
}

/** Returns how long the separator is that stands there, or 0. */
function measureSeparator(header: string, at: number, bang: Bang): number {
  if (bang !== 'required' && header.startsWith(': ', at)) return 2;
  return bang !== 'refused' && header.startsWith('!: ', at) ? 3 : 0;
}

function skipWord(text: string): number {
  let at = 0;
  while (isWordUnit(text.charCodeAt(at))) at++;
  return at;
}

/** ASCII letters, digits and the underscore: the `\w` of a pattern. */
function isWordUnit(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;
}
