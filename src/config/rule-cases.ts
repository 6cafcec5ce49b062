// A table of messages with what the rules have to say of them: tests that an admin writes for a set of rules.
import * as z from 'zod';
import { AndonError } from '../text/andon-error.ts';
import { loadFile } from './load.ts';
import { describeIssues, formatProblem } from './problems.ts';

const casesSchema = z.strictObject(
  {
    ref: z.string({ error: 'the full name of a ref' }).optional(),
    cases: z
      .array(
        z.strictObject(
          {
            message: z.string({ error: 'a message' }),
            expect: z.array(z.string({ error: 'a rule' }), { error: 'a list of rules' }),
          },
          { error: 'a map with message and expect' },
        ),
        { error: 'a list of cases' },
      )
      .min(1, { error: 'one case or more' }),
  },
  { error: 'a map with cases' },
);

export type RuleCases = z.infer<typeof casesSchema>;

/**
 * Reads a table of cases; `file` is an absolute path.
 * @throws {AndonError} `config-invalid`
 */
export async function readRuleCases(file: string): Promise<RuleCases> {
  const loaded = await loadFile(file);
  const result = loaded.kind === 'loaded' ? casesSchema.safeParse(loaded.value) : undefined;
  if (result?.success === true) return result.data;
  const problems =
    loaded.kind === 'refused'
      ? [loaded.problem]
      : describeIssues(file, loaded.value, result?.error?.issues ?? []);
  throw new AndonError(
    'config-invalid',
    `Cannot use the cases:${problems.map((problem) => `\n  ${formatProblem(problem)}`).join('')}`,
    {
      kind: 'config',
    },
  );
}
