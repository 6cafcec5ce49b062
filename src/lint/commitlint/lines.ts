// Lines as commitlint counts them: ended by a newline, with or without one carriage return in front.

/** Takes newlines and carriage returns off both ends. */
export function trimNewlines(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isNewline(text.charCodeAt(start))) start++;
  while (end > start && isNewline(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isNewline(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

/** Splits at newlines and takes off the carriage return in front of each, as `/\r?\n/` would. */
export function splitLines(text: string): readonly string[] {
  const lines = text.split('\n');
  if (!text.includes('\r\n')) return lines;
  const last = lines.length - 1;
  return lines.map((line, at) => (at < last && line.endsWith('\r') ? line.slice(0, -1) : line));
}

export interface FoundLine {
  /** Counted from 1. */
  readonly number: number;
  readonly length: number;
  /** Whether the line above is there and empty. */
  readonly isBelowBlank: boolean;
}

/** Finds the first line that fits, asked by its start and end; no line is copied. */
export function findLine(text: string, fits: (start: number, end: number) => boolean): FoundLine | undefined {
  let isBelowBlank = false;
  for (let start = 0, number = 1; ; number++) {
    const newline = text.indexOf('\n', start);
    const lineEnd = newline === -1 ? text.length : newline;
    const end = newline > start && text.charCodeAt(newline - 1) === 0x0d ? newline - 1 : lineEnd;
    if (fits(start, end)) return { number, length: end - start, isBelowBlank };
    if (newline === -1) return undefined;
    isBelowBlank = start === end;
    start = newline + 1;
  }
}
