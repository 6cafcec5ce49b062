// The line that there is where no line is configured, and what a line does of which nobody says more.
import type { LineName } from '../line/line-name.ts';
import type { LinePolicy } from './policy.ts';

export const BUILT_IN_LINE = {
  name: 'main' as LineName,
  refs: ['HEAD'],
  fix: 'first-parent',
  reverts: false,
  override: [],
  exempt: [],
} as const satisfies LinePolicy;
