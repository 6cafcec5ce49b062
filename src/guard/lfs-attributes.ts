// Finds out from the .gitattributes of a commit (gitattributes(5)) whether a path belongs to git-lfs. Only the
// attribute `filter` is looked at.
import { compilePathBytes } from './path-pattern.ts';
import { trimBlanks } from './trim-blanks.ts';

const FILE = '.gitattributes';

/** Returns the files that can say something of a path, the outermost first. */
export function attributeFilesOf(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  return [FILE, ...folders.map((_, depth) => `${folders.slice(0, depth + 1).join('/')}/${FILE}`)];
}

/** Tells whether `filter=lfs` holds for a path; the innermost file, and in it the last line, decides. */
export function isLfsPath(path: string, files: ReadonlyMap<string, string>): boolean {
  for (const file of attributeFilesOf(path).toReversed()) {
    const below = path.slice(file.length - FILE.length);
    const rule = linesOf(file, files).find(({ fits }) => fits(below));
    if (rule !== undefined) return rule.filter === 'lfs';
  }
  return false;
}

interface Line {
  readonly fits: (path: string) => boolean;
  /** The name of the filter; empty for `-filter`, `!filter` and `filter` alone. */
  readonly filter: string;
}

const parsed = new WeakMap<ReadonlyMap<string, string>, Map<string, readonly Line[]>>();

/** Reads the lines that set a filter, the last one first; each file of a commit once. */
function linesOf(file: string, files: ReadonlyMap<string, string>): readonly Line[] {
  let known = parsed.get(files);
  if (known === undefined) parsed.set(files, (known = new Map<string, readonly Line[]>()));
  let lines = known.get(file);
  if (lines === undefined) {
    lines = (files.get(file) ?? '').split('\n').flatMap(parseLine).toReversed();
    known.set(file, lines);
  }
  return lines;
}

function parseLine(raw: string): readonly Line[] {
  const line = trimBlanks(raw);
  if (line.startsWith('#') || !line.includes('filter')) return [];
  const [pattern, rest] = splitPattern(line);
  // Macros are not for paths; patterns that end in a slash, and negative ones, fit no file.
  if (pattern.startsWith('[attr]') || pattern.startsWith('!') || pattern.endsWith('/')) return [];
  const set = rest.split(/[ \t\r]+/).findLast((word) => /^[-!]?filter(?:=|$)/.test(word));
  if (set === undefined) return [];
  let compiled: ReturnType<typeof compilePathBytes> | undefined;
  return [
    {
      fits: (path) => (compiled ??= compilePathBytes(pattern)).matches(path),
      filter: set.startsWith('filter=') ? set.slice('filter='.length) : '',
    },
  ];
}

/** A pattern with blanks in it stands in quotes, with C's escapes. */
function splitPattern(line: string): readonly [pattern: string, rest: string] {
  const quoted = /^"((?:[^"\\]|\\.)*)"(.*)$/.exec(line);
  if (quoted !== null) return [(quoted[1] ?? '').replaceAll(/\\(.)/g, '$1'), quoted[2] ?? ''];
  const end = line.search(/[ \t\r]/);
  return end === -1 ? [line, ''] : [line.slice(0, end), line.slice(end)];
}
