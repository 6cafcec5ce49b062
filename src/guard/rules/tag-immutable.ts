// A tag means one thing for ever: git fetches a tag once, so who has the old one never hears of the new.
import type { RefRule } from '../ref-rule.ts';

export const tagImmutable: RefRule = {
  id: 'tag-immutable',
  kind: 'ref',
  summary: 'A tag, once it is there, is neither moved nor deleted.',
  severity: 'off',
  options: {},
  judge: ({ kind, movement }) => {
    if (kind !== 'tag' || movement === 'create' || movement === 'none') return [];
    const what = movement === 'delete' ? 'deletes' : 'moves';
    const message = `The push ${what} this tag; a tag has to stay as it was made`;
    return [
      { message, fix: { kind: 'advice', text: 'make a tag of another name: git tag <name> <commit>' } },
    ];
  },
};
