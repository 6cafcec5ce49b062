// Scopes as people type them: one, or several with commas between.
import { choice } from '@optique/core/valueparser';
import type { ValueParser } from '@optique/core/valueparser';
import { SCOPES } from '../access/token.ts';
import type { Scope } from '../access/token.ts';

const one = choice(SCOPES);

/** Reads what `--scope` is given. */
export const scopeList: ValueParser<'sync', readonly Scope[]> = {
  mode: 'sync',
  metavar: 'SCOPE',
  placeholder: [one.placeholder],
  parse(input) {
    const parsed = input.split(',').map((word) => one.parse(word));
    const wrong = parsed.find(({ success }) => !success);
    if (wrong !== undefined && !wrong.success) return wrong;
    return { success: true, value: parsed.flatMap((each) => (each.success ? [each.value] : [])) };
  },
  format: (scopes) => scopes.join(','),
  suggest: (prefix) => one.suggest?.(prefix) ?? [],
};
