// What is wrong with the refs that a push wants to move, whatever it brings: moved twice, replacement refs, refs on
// no line.
import type { Finding } from '../verdict/finding.ts';
import type { LocatedUpdate } from './locate-updates.ts';
import type { Policy } from './policy.ts';

/** Judges where the updates of a push go; no commit is looked at. */
export function judgeTargets(
  located: readonly LocatedUpdate[],
  policy: Pick<Policy, 'unlistedRefs'>,
): readonly Finding[] {
  const findings: Finding[] = [];
  const targets = new Set<string>();
  for (const { ref, target, lines, new: newOid } of located) {
    const about = { ref, severity: 'error' } as const;
    if (targets.has(target))
      findings.push({
        ...about,
        rule: 'ref-moved-twice',
        message: 'The push moves this ref twice, once by another name; it may move it once',
      });
    targets.add(target);
    if (/^(?:refs\/namespaces\/.*\/)?refs\/replace\//.test(target) && newOid !== undefined) {
      const message =
        'The push brings a replacement ref, which changes what git shows of other commits; it may only delete one';
      findings.push({ ...about, rule: 'replace-refs', message });
    } else if (lines.length === 0 && policy.unlistedRefs === 'refuse') {
      findings.push({
        ...about,
        rule: 'ref-unlisted',
        message: 'The ref is on no line, and "unlistedRefs" is "refuse"; push to a ref of a line',
      });
    }
  }
  return findings;
}
