// What parts a scope that names several: `api,cli`.

export const DEFAULT_DELIMITERS: readonly string[] = ['/', '\\', ','];

/** Returns a function that splits a scope at each delimiter; a space may follow a comma. */
export function compileSplit(delimiters: readonly string[] = []): (scope: string) => readonly string[] {
  const chosen = delimiters.length > 0 ? delimiters : DEFAULT_DELIMITERS;
  const pattern = new RegExp(chosen.map(writePattern).join('|'));
  return (scope) => scope.split(pattern);
}

function writePattern(delimiter: string): string {
  return delimiter === ',' ? ', ?' : delimiter.replaceAll(/[^\w\s]/g, String.raw`\$&`);
}
