// What git takes for white space at the ends of a line. JavaScript's own trim() takes more, among it bytes of
// names that are not ASCII.

/** Cuts blanks, tabs and carriage returns off both ends of a line of bytes. */
export function trimBlanks(line: string): string {
  let [start, end] = [0, line.length];
  while (start < end && isBlank(line[start])) start++;
  while (end > start && isBlank(line[end - 1])) end--;
  return line.slice(start, end);
}

function isBlank(byte: string | undefined): boolean {
  return byte === ' ' || byte === '\t' || byte === '\r';
}
