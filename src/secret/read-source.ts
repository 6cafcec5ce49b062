// Reads what may be secret, and says what is wrong with it without a word of it.
import { readFileSync } from 'node:fs';
import { systemCodeOf } from '../text/andon-error.ts';
import type { TextSource } from '../text/text-source.ts';

export type SourceText =
  | { readonly kind: 'read'; readonly text: string }
  /** The problem is a clause. */
  | { readonly kind: 'unreadable'; readonly problem: string };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a text from where it stands; white space around it is not part of it. */
export function readSource(source: TextSource, environment: Environment): SourceText {
  if ('value' in source) return { kind: 'read', text: source.value };
  if ('env' in source) {
    const text = environment[source.env]?.trim() ?? '';
    const problem = `the environment has no ${source.env}`;
    return text === '' ? { kind: 'unreadable', problem } : { kind: 'read', text };
  }
  try {
    const text = readFileSync(source.file, 'utf8').trim();
    if (text !== '') return { kind: 'read', text };
    return { kind: 'unreadable', problem: `"${source.file}" is empty` };
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    return { kind: 'unreadable', problem: `"${source.file}" cannot be read (${code})` };
  }
}
