// What mail and paste leave in a message: `[PATCH 2/3]`, and a diff that the commit holds already.
import type { LintRule } from '../rule.ts';

export const noPatchCruft: LintRule = {
  id: 'no-patch-cruft',
  summary: 'The message holds no `[PATCH]` mark of a mail and no pasted diff.',
  severity: 'off',
  options: {},
  judge: ({ subject, lines }) => {
    const found: { message: string }[] = [];
    if (/^(?:Re: *)?\[(?:RFC )?PATCH\b/i.test(subject))
      found.push({ message: 'The subject begins with the "[PATCH]" of a mail; it has to go' });
    const diff = lines.findIndex((line) => /^(?:diff --git |@@ -\d+(?:,\d+)? \+\d)/.test(line));
    if (diff !== -1)
      found.push({ message: `Line ${diff + 1} begins a pasted diff; the commit holds it already` });
    return found;
  },
};
