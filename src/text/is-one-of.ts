// Lists of names as admins write them: pushers, addresses. Finding out who somebody is, is not done here.

/** Tells whether a name is one of those listed; `*` in a name stands for any run of characters. */
export function isOneOf(name: string, listed: readonly string[]): boolean {
  return listed.some((pattern) => {
    const [first = '', ...rest] = pattern.split('*');
    if (rest.length === 0) return name === pattern;
    if (!name.startsWith(first)) return false;
    const last = rest.pop() ?? '';
    let at = first.length;
    for (const part of rest) {
      const found = name.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return name.length - at >= last.length && name.endsWith(last);
  });
}
