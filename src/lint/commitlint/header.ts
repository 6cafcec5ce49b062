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

/** What ends a line to commitlint, and what git leaves within one. */
const LINE_END = /[\n\r\u2028\u2029]/;

/** Reads a header in the first of the ways that fits it. */
export function readHeader(header: string, ways: readonly Bang[]): HeaderParts {
  for (const bang of ways) {
    const parts = matchHeader(header, bang);
    if (parts !== undefined) return parts;
  }
  return NO_PARTS;
}

/** Tells whether the header marks a breaking change by a `!` in front of its colon. */
export function hasBreakingMark(header: string): boolean {
  return matchHeader(header, 'required') !== undefined;
}

function matchHeader(header: string, bang: Bang): HeaderParts | undefined {
  if (LINE_END.test(header)) return undefined;
  const typeEnd = skipWord(header);
  const hasScope = header[typeEnd] === '(';
  // A scope ends at the last place where it can: it may hold brackets, and colons behind them.
  const scopeEnd = hasScope ? findScopeEnd(header, bang) : typeEnd;
  if (scopeEnd === -1) return undefined;
  const at = hasScope ? scopeEnd + 1 : typeEnd;
  const separator = separatorsOf(bang).find((each) => header.startsWith(each, at));
  if (separator === undefined) return undefined;
  return {
    type: header.slice(0, typeEnd) || null,
    scope: header.slice(typeEnd + 1, scopeEnd) || null,
    subject: header.slice(at + separator.length) || null,
  };
}

function findScopeEnd(header: string, bang: Bang): number {
  return Math.max(...separatorsOf(bang).map((separator) => header.lastIndexOf(`)${separator}`)));
}

function separatorsOf(bang: Bang): readonly string[] {
  return SEPARATORS[bang];
}

const SEPARATORS = { required: ['!: '], allowed: ['!: ', ': '], refused: [': '] } as const;

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
