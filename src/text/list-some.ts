// Lists names that could be many: the first of them, and how many more there are.

/** Returns up to `most` names in one text: a, b and 3 more. */
export function listSome(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
