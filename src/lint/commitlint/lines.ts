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
