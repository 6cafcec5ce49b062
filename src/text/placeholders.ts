// Texts with placeholders such as {revision}, that values are filled into. Other braces are what they are.

const PLACEHOLDER = /\{(?<name>[a-z][A-Za-z]*)\}/g;

/** Lists the names of the placeholders in a text, in their order. */
export function listPlaceholders(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap(({ groups }) => groups?.['name'] ?? []);
}

/** Fills the placeholders of a text, all at once: what is filled in is not looked at again. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(PLACEHOLDER, (placeholder: string, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? placeholder) : placeholder,
  );
}
