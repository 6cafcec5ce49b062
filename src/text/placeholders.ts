// Texts with gaps such as {revision}, that values are filled into. Other braces are what they are.

const GAP = /\{(?<name>[a-z][A-Za-z]*)\}/g;

/** Lists the names of the gaps in a text, in their order. */
export function listPlaceholders(text: string): readonly string[] {
  return [...text.matchAll(GAP)].flatMap(({ groups }) => groups?.['name'] ?? []);
}

/** Fills the gaps of a text, all at once: what is filled in is not looked at again. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(GAP, (gap: string, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? gap) : gap,
  );
}
