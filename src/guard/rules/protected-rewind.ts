// Refs whose history only grows: a forced push takes away what others built upon.
import { askOne, isProtected, PROTECTION_OPTIONS } from '../protection.ts';
import type { RefRule } from '../ref-rule.ts';

export const protectedRewind: RefRule<typeof PROTECTION_OPTIONS> = {
  id: 'protected-rewind',
  kind: 'ref',
  summary: 'The protected refs lose no commits (no forced push) but by the pushers that are listed.',
  severity: 'off',
  options: PROTECTION_OPTIONS,
  judge: ({ ref, movement }, options, { pusher }) => {
    if (movement !== 'rewind' && movement !== 'unclear') return [];
    if (!isProtected(ref, pusher, options)) return [];
    if (movement === 'unclear') {
      // To trust what nobody looked at would let a forced push hide among many others.
      const message = 'It is unclear whether this ref would lose commits; a protected one has to keep them';
      return [{ message, fix: { kind: 'advice', text: 'push fewer refs at a time' } }];
    }
    const message = 'The push takes commits off this ref, which is protected and has to keep them';
    const { fix = { kind: 'advice', text: 'build upon what is there: git pull --rebase' } } = askOne(
      options.allow,
    );
    return [{ message, fix }];
  },
};
