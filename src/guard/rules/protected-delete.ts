// Refs that nobody takes away: what was there is found by no name afterwards, and is then collected as rubbish.
import { askOne, isProtected, PROTECTION_OPTIONS } from '../protection.ts';
import type { RefRule } from '../ref-rule.ts';

export const protectedDelete: RefRule<typeof PROTECTION_OPTIONS> = {
  id: 'protected-delete',
  kind: 'ref',
  summary: 'The protected refs are deleted by nobody but the pushers that are listed.',
  severity: 'off',
  options: PROTECTION_OPTIONS,
  judge: ({ ref, movement }, options, { pusher }) =>
    movement === 'delete' && isProtected(ref, pusher, options)
      ? [
          {
            message: 'The push deletes this ref, which is protected and has to stay',
            ...askOne(options.allow),
          },
        ]
      : [],
};
