// The lines of a configuration in one sentence, for the commands that put one in force.
import type { Policy } from '../push/policy.ts';

/** Lists each line with its ref patterns. */
export function describeLines({ lines }: Pick<Policy, 'lines'>): string {
  return lines.map(({ name, refs }) => `line ${name} (${refs.join(', ')})`).join('; ');
}
