// Rules on trial: what they would refuse is on record, and refuses nothing.
import type { FindingSeverity } from '../verdict/finding.ts';
import type { RuleSettings } from './rule.ts';

/** The entry of settings that puts all others on trial. */
export const EVALUATE = 'evaluate';

/** Gives what rules find the weight that it has. */
export type Weigh = <F extends { readonly severity: FindingSeverity }>(
  findings: readonly F[],
) => readonly F[];

/** Tells the rules from the word that puts them on trial. */
export function splitTrial({ [EVALUATE]: evaluate, ...rules }: RuleSettings): {
  readonly rules: RuleSettings;
  readonly weigh: Weigh;
} {
  const isOn = evaluate !== undefined && evaluate.severity !== 'off';
  return { rules, weigh: isOn ? weighOnTrial : (findings) => findings };
}

/** Warnings are for those who read them, and nobody is shown what is on trial. */
const weighOnTrial: Weigh = (findings) =>
  findings.flatMap((finding) =>
    finding.severity === 'error' ? [{ ...finding, severity: 'evaluated' as const }] : [],
  );
