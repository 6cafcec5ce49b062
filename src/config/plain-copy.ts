// Copies what a parser returned into plain data that is safe to walk. YAML's anchors let a short
// text stand for a tree of any size, or for one that contains itself; and a key `__proto__` is
// skipped in silence by whoever assigns it.

const MOST_VALUES = 20_000;
const DEEPEST = 16;

/**
 * Returns a deep copy of `value` in which nothing is shared.
 * @throws {RangeError} where the copy would be larger or deeper than a configuration can be, or holds `__proto__`
 */
export function copyPlain(value: unknown): unknown {
  let count = 0;
  const copy = (node: unknown, depth: number): unknown => {
    count += 1;
    if (count > MOST_VALUES) {
      throw new RangeError(`has more than ${MOST_VALUES} values when its aliases are expanded`);
    }
    if (depth > DEEPEST) throw new RangeError(`is nested deeper than ${DEEPEST} levels`);
    if (Array.isArray(node)) return node.map((item) => copy(item, depth + 1));
    if (typeof node !== 'object' || node === null) return node;
    if (Object.hasOwn(node, '__proto__')) throw new RangeError('has the key "__proto__"');
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, copy(item, depth + 1)]));
  };
  return copy(value, 0);
}
