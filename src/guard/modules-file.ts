// Reads .gitmodules (gitmodules(5)) in the form that git itself writes. git takes more: quotes, escapes, lines
// that go on. Whoever needs none of them should not be able to say one thing to us and another to git.

import { trimBlanks } from './trim-blanks.ts';

export interface ModuleEntry {
  readonly name: string;
  readonly path?: string;
  readonly url?: string;
}

const SECTION = /^\[submodule "([^"\\\n]+)"\]$/;
const SETTING = /^([A-Za-z][A-Za-z0-9-]*)[ \t\r]*=[ \t\r]*([^"\\;#\0]*)$/;

/** Returns the submodules that a file names, as bytes; undefined where a line is not as git writes it. */
export function parseModules(text: string): readonly ModuleEntry[] | undefined {
  const entries = new Map<string, { name: string; path?: string; url?: string }>();
  let entry: { name: string; path?: string; url?: string } | undefined;
  for (const raw of text.split('\n')) {
    const line = trimBlanks(raw);
    if (line === '' || /^[#;]/.test(line)) continue;
    const name = SECTION.exec(line)?.[1];
    if (name !== undefined) {
      // A second section of the same name would go on with the first.
      if (entries.has(name)) return undefined;
      entries.set(name, (entry = { name }));
      continue;
    }
    const [, key = '', value = ''] = SETTING.exec(line) ?? [];
    if (key === '' || entry === undefined) return undefined;
    const word = key.toLowerCase();
    if (word !== 'path' && word !== 'url') continue;
    if (entry[word] !== undefined) return undefined;
    entry[word] = value;
  }
  return [...entries.values()];
}
