// A lightweight tag says neither who made it, nor when, nor why.
import { commandName } from '../quote.ts';
import type { RefRule } from '../ref-rule.ts';

export const tagAnnotated: RefRule = {
  id: 'tag-annotated',
  kind: 'ref',
  needsTag: true,
  summary: 'Tags are annotated (`git tag -a`).',
  severity: 'off',
  options: {},
  judge: ({ kind, movement, name, tag }) => {
    // A tag that moves becomes another one: what it was before says nothing.
    if (kind !== 'tag' || movement === 'delete' || tag?.annotated === true) return [];
    const message =
      tag === undefined
        ? 'It is unclear whether this tag is annotated; it has to be'
        : 'This tag is lightweight; it has to be annotated';
    const called = commandName(name, 'tag');
    return [{ message, fix: { kind: 'advice', text: `make it again: git tag -f -a ${called} ${called}` } }];
  },
};
