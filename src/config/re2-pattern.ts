// Admins' patterns by RE2's rules: time linear in the text, whatever pattern and text are. Loaded where a
// rule has a pattern, and nowhere else.
import { RE2JS } from 're2js';
import type { Pattern } from '../rule/pattern.ts';

const LONGEST_PATTERN = 1_000;

/** Makes a pattern. @throws {Error} for what RE2 does not take: look-around, back-references */
export function compileRe2(source: string): Pattern {
  if (source.length > LONGEST_PATTERN) throw new Error(`it has more than ${LONGEST_PATTERN} characters`);
  const pattern = RE2JS.compile(source);
  const group = Object.hasOwn(pattern.namedGroups(), 'key') ? 'key' : 0;
  return {
    source,
    matches: (text) => pattern.matcher(text).find(),
    *findAll(text) {
      for (const matcher = pattern.matcher(text); matcher.find();) yield matcher.group(group) ?? '';
    },
  };
}
