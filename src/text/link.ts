// Links that others give, on which people click.

const LONGEST = 1_000;

/** Returns the http: or https: URL that a text is; undefined for anything else. */
export function linkOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  // https://bank.example@evil.example/ leads to the second of them.
  return url.username === '' && url.password === '' && url.href.length <= LONGEST ? url.href : undefined;
}
