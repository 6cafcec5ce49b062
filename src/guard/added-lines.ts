// Which lines of a file are new. Not by git's diff: that one reads attributes and settings, and may take
// long for what a stranger made for it. This takes linear time, and a line that was only moved is not new.

// A million lines take a hundred megabytes to hold.
const MOST_LINES = 1_000_000;

export interface AddedLine {
  /** Counted from 1. */
  readonly number: number;
  /** Without its line break. */
  readonly bytes: string;
}

/**
 * Returns the lines of `content` that none of `formers` has: what is the same at both ends is passed over,
 * and of what lies between, each line that the former content has as often is not new either. Undefined for
 * more than a million lines.
 */
export function findAddedLines(
  content: string,
  formers: readonly string[],
): readonly AddedLine[] | undefined {
  if (formers.includes(content)) return [];
  const lines = splitLines(content);
  if (lines.length > MOST_LINES) return undefined;
  let added: AddedLine[] = lines.map((bytes, index) => ({ number: index + 1, bytes }));
  for (const former of formers) {
    const kept = keptLines(lines, splitLines(former));
    added = added.filter(({ number }) => !kept.has(number));
  }
  return added;
}

/** Returns the numbers of the lines that the former content had. */
function keptLines(lines: readonly string[], former: readonly string[]): ReadonlySet<number> {
  const kept = new Set<number>();
  const shorter = Math.min(lines.length, former.length);
  let head = 0;
  while (head < shorter && lines[head] === former[head]) kept.add(++head);
  let tail = 0;
  while (tail < shorter - head && lines.at(-1 - tail) === former.at(-1 - tail))
    kept.add(lines.length - tail++);
  const counts = new Map<string, number>();
  for (const line of former.slice(head, former.length - tail)) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (let index = head; index < lines.length - tail; index++) {
    const line = lines[index] ?? '';
    const count = counts.get(line) ?? 0;
    if (count === 0) continue;
    counts.set(line, count - 1);
    kept.add(index + 1);
  }
  return kept;
}

// A carriage return ends a line too: else all of an old Mac's file would be one line. What a former content
// has beyond the limit is left out, and so counts as new.
function splitLines(content: string): readonly string[] {
  const lines = content.split(content.includes('\r') ? /\r\n|\n|\r/ : '\n', MOST_LINES + 2);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
