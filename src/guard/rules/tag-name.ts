// What tags may be called: releases are found, sorted and deployed by their names.
import { FIT_OPTIONS, judgeFit } from '../fit.ts';
import { commandName } from '../quote.ts';
import type { RefRule } from '../ref-rule.ts';

export const tagName: RefRule<typeof FIT_OPTIONS> = {
  id: 'tag-name',
  kind: 'ref',
  summary: "A new tag has a name, without refs/tags/, that fits the team's patterns.",
  severity: 'off',
  options: FIT_OPTIONS,
  judge: ({ kind, movement, name }, options) => {
    if (kind !== 'tag' || movement !== 'create') return [];
    const message = judgeFit('The tag name', name, options);
    if (message === undefined) return [];
    // An annotated tag holds its name: pushing it under another would leave the old one inside.
    const text = `tag it under another name: git tag <name> ${commandName(name, 'commit')}`;
    return [{ message, fix: { kind: 'advice', text } }];
  },
};
