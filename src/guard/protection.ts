// What protected refs have in common: which they are, and who may do all the same what others may not.
import type { RefName } from '../ref/ref-name.ts';
import type { OptionValues } from '../rule/option.ts';
import { isOneOf } from '../text/is-one-of.ts';
import type { Fix } from '../verdict/finding.ts';
import { listNames } from './quote.ts';

export const PROTECTION_OPTIONS = {
  refs: {
    kind: 'refs',
    default: ['refs/**'],
    sentence: 'The refs that are protected, as patterns with * and **.',
  },
  allow: { kind: 'list', default: [], sentence: 'Pushers who may do it; * stands for any characters.' },
} as const;

type Protection = OptionValues<typeof PROTECTION_OPTIONS>;

/** Tells whether a ref is protected from a pusher. */
export function isProtected(ref: RefName, pusher: string, { refs, allow }: Protection): boolean {
  return refs.some((pattern) => pattern.matches(ref)) && !isOneOf(pusher, allow);
}

/** Names those whom one can ask to do it; nobody where there is none. */
export function askOne(names: readonly string[]): { readonly fix?: Fix } {
  return names.length === 0 ? {} : { fix: { kind: 'advice', text: `ask ${listNames(names)}` } };
}
