// A pasted commitlint configuration as one more voice in the lint. Loaded where there is one, and nowhere else.
import type { RuleSettings } from '../rule/rule.ts';
import { compileCommitlint } from './commitlint/compile.ts';
import type { Lint } from './lint.ts';

/** Prepares what stands under `lint.commitlint`; with the severity `warn` none of its rules refuses. */
export function commitlintLint({ severity, ...config }: RuleSettings[string]): Lint {
  const judge = compileCommitlint(config);
  return (message) =>
    judge(message.decode(message.bytes)).map((finding) => ({
      ...finding,
      rule: `commitlint/${finding.rule}`,
      severity: severity === 'warn' ? 'warn' : finding.severity,
      fix: { kind: 'reword' },
    }));
}
