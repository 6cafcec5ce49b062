// Lays text out in the columns that a terminal has beside git's "remote: ". Columns are counted in code points.

/** The columns of a line that a pusher reads. */
export const COLUMNS = 72;

/** Cuts text to at most `columns`, with an ellipsis where something is gone. */
export function fitText(text: string, columns: number): string {
  if (text.length <= columns) return text;
  const points = Array.from(text);
  return points.length <= columns ? text : `${points.slice(0, Math.max(0, columns - 3)).join('')}...`;
}

/** Fills text up with blanks to `columns`. */
export function padText(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - countColumns(text)));
}

/** Breaks text into lines of at most `columns`: at spaces, and within a longer word unless it is a link. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((word) => breakWord(word, columns))) {
    if (line !== '' && countColumns(line) + 1 + countColumns(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Wraps text into lines that each begin with a label, which makes git's client colour them. */
export function labelText(label: 'error' | 'warning' | 'hint', text: string): readonly string[] {
  return wrapText(text, COLUMNS - label.length - 2).map((line) => `${label}: ${line}`);
}

/** Says something and a command: beside it where both fit a line, otherwise on the next, in one piece. */
export function hintCommand(text: string, command: string): readonly string[] {
  const whole = `hint: ${text}  ${command}`;
  return countColumns(whole) <= COLUMNS ? [whole] : [...labelText('hint', text), `hint:   ${command}`];
}

function breakWord(word: string, columns: number): readonly string[] {
  if (word.length <= columns || LINK.test(word)) return [word];
  const points = Array.from(word);
  const count = Math.max(1, Math.ceil(points.length / columns));
  return Array.from({ length: count }, (_, index) =>
    points.slice(index * columns, (index + 1) * columns).join(''),
  );
}

const LINK = /^[a-z][a-z0-9+.-]*:\/\//i;

function countColumns(text: string): number {
  return Array.from(text).length;
}
