// Where a text that may be secret stands.

/** As it is, in a file, or in the environment of whoever needs it. */
export type TextSource = { readonly value: string } | { readonly file: string } | { readonly env: string };
