// One name of a path pattern: `*`, `?`, `[a-z]`, `[!a-z]`, and `\` in front of what stands for itself.

/** Tells whether a name fits. */
export type Segment = (name: string) => boolean;

type Token = 'any' | ((byte: string) => boolean);

/** Compiles one name of a pattern; a bracket that is never closed fits nothing, as in git's wildmatch. */
export function parseSegment(source: string): Segment {
  if (!/[*?[\\]/.test(source)) return (name) => name === source;
  const tokens: Token[] = [];
  for (let at = 0; at < source.length;) {
    const byte = source[at] ?? '';
    if (byte === '[') {
      const set = parseSet(source, at);
      if (set === undefined) return () => false;
      tokens.push(set.fits);
      at = set.end;
    } else {
      const literal = byte === '\\' ? (source[++at] ?? '') : byte;
      if (byte === '*') tokens.push('any');
      else tokens.push(byte === '?' ? () => true : (other) => other === literal);
      at++;
    }
  }
  return (name) => matchTokens(tokens, name);
}

function parseSet(
  source: string,
  start: number,
): { fits: (byte: string) => boolean; end: number } | undefined {
  let at = start + 1;
  const negated = source[at] === '!' || source[at] === '^';
  if (negated) at++;
  const ranges: (readonly [string, string])[] = [];
  // A bracket in first place stands for itself.
  for (let first = true; first || source[at] !== ']'; first = false) {
    if (at >= source.length) return undefined;
    if (source[at] === '\\') at++;
    const from = source[at++] ?? '';
    let to = from;
    if (source[at] === '-' && source[at + 1] !== ']' && at + 1 < source.length) {
      to = source[at + 1] ?? '';
      at += 2;
    }
    ranges.push([from, to]);
  }
  const fits = (byte: string): boolean => ranges.some(([from, to]) => from <= byte && byte <= to) !== negated;
  return { fits, end: at + 1 };
}

function matchTokens(tokens: readonly Token[], name: string): boolean {
  let [token, at, star, starAt] = [0, 0, -1, 0];
  while (at < name.length) {
    const wanted = tokens[token];
    if (wanted === 'any') [star, starAt, token] = [token, at, token + 1];
    else if (wanted?.(name[at] ?? '') === true) [token, at] = [token + 1, at + 1];
    else if (star !== -1) [starAt, token, at] = [starAt + 1, star + 1, starAt + 1];
    else return false;
  }
  while (tokens[token] === 'any') token++;
  return token === tokens.length;
}
