// Releases that somebody put a name to. Whether the signature is good is not looked at here: a server seldom
// has the keys of all who release.
import { commandName } from '../quote.ts';
import type { RefRule, TagFacts } from '../ref-rule.ts';

export const tagSigned: RefRule = {
  id: 'tag-signed',
  kind: 'ref',
  needsTag: true,
  summary: 'Tags carry a signature (`git tag -s`); whose it is, is not checked.',
  severity: 'off',
  options: {},
  judge: ({ kind, movement, name, tag }) => {
    if (kind !== 'tag' || movement === 'delete' || tag?.signed === true) return [];
    const called = commandName(name, 'tag');
    // Of an annotated tag the commit is wanted: git warns of a tag on a tag.
    const text = `make it again: git tag -f -s ${called} '${called}^{}'`;
    return [{ message: describe(tag), fix: { kind: 'advice', text } }];
  },
};

function describe(tag: TagFacts | undefined): string {
  if (tag === undefined) return 'It is unclear whether this tag is signed; it has to be';
  return `This tag is ${tag.annotated ? 'annotated and not signed' : 'lightweight'}; it has to be signed`;
}
