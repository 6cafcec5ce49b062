// What kind of ref a name stands for, and what people call it.
import type { RefName } from '../ref/ref-name.ts';
import { decodeText } from '../rule/decode.ts';
import type { RefFacts } from './ref-rule.ts';

const BRANCHES = 'refs/heads/';
const TAGS = 'refs/tags/';
const NAMESPACES = 'refs/namespaces/';

/** Takes a ref's name apart; the branches of a namespace (gitnamespaces(7)) are branches as well. */
export function splitRefName(ref: RefName): Pick<RefFacts, 'kind' | 'name'> {
  const start = skipNamespaces(ref);
  if (ref.startsWith(BRANCHES, start)) return named('branch', ref.slice(start + BRANCHES.length));
  if (ref.startsWith(TAGS, start)) return named('tag', ref.slice(start + TAGS.length));
  return named('other', ref);
}

function named(kind: RefFacts['kind'], bytes: string): Pick<RefFacts, 'kind' | 'name'> {
  return { kind, name: decodeText(bytes) };
}

function skipNamespaces(ref: RefName): number {
  let at = 0;
  while (ref.startsWith(NAMESPACES, at)) {
    const end = ref.indexOf('/', at + NAMESPACES.length);
    if (end < 0) return at;
    at = end + 1;
  }
  return at;
}
