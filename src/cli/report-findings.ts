// Shows findings before a push: a commit, and what the rules say of it.
import { shortOid } from '../ref/oid.ts';
import { countOf } from '../text/count-of.ts';
import { escapeText } from '../text/escape.ts';
import type { Finding } from '../verdict/finding.ts';
import type { Context } from './context.ts';

export interface Judged {
  readonly commits: number;
  readonly findings: readonly Finding[];
}

/** Prints what was found; returns the exit code: 1 where a push would be refused for it. */
export function reportFindings(
  { commits, findings }: Judged,
  { json }: { readonly json: boolean },
  { print }: Pick<Context, 'print'>,
): number {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (json) print(JSON.stringify({ commits, findings }));
  else {
    let last: string | undefined;
    for (const finding of findings) {
      const title = `${finding.commit === undefined ? '' : `${shortOid(finding.commit)} `}${finding.subject ?? ''}`;
      if (title !== last) print(escapeText((last = title)));
      print(`  ${finding.severity.padEnd(5)} ${escapeText(finding.message)}  [${finding.rule}]`);
    }
    print(
      `${countOf(commits, 'commit')}: ${countOf(errors, 'error')}, ${countOf(findings.length - errors, 'warning')}`,
    );
  }
  return errors > 0 ? 1 : 0;
}
