// andon rules: what holds for a ref and where it was said, and what rules there are.
import { resolve } from 'node:path';
import { object, or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { argument, command } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { explainLint, explainRules } from '../config/explain.ts';
import type { ExplainedRule } from '../config/explain.ts';
import { lineFinder } from '../push/locate-updates.ts';
import { escapeText } from '../text/escape.ts';
import { againstOption } from './against.ts';
import { configRequest } from './config.ts';
import { commonOptions, configOption, openFor, requireRef, workTreeOptions } from './context.ts';
import type { Action, Context } from './context.ts';
import { findLint, lintMessage, openTask } from './lint-task.ts';
import { reportCommand } from './report-rules.ts';

const explain = command(
  'explain',
  map(
    object({ ...commonOptions, config: configOption, ref: argument(string({ metavar: 'REF' })) }),
    (given): Action =>
      async (context) => {
        const target = requireRef(given.ref);
        const { readRuleSteps } = await import('../config/apply.ts');
        const { policy, lint, guard } = await readRuleSteps(configRequest(given, context));
        const { repository } = await openFor(given, context);
        const head = await repository.readDefaultBranch('');
        const place = { target, lines: lineFinder(policy.lines, head)(target) };
        const explained = [...explainLint(lint, place), ...explainRules(guard, place)];
        if (given.json) context.print(JSON.stringify(explained));
        else if (explained.length === 0) context.print(`no rule is meant for ${given.ref}`);
        else for (const rule of explained) printRule(rule, context);
        return 0;
      },
  ),
  { description: message`Say which rules hold for a ref, and where each value was said.` },
);

function printRule({ rule, values }: ExplainedRule, { print }: Context): void {
  print(rule);
  for (const { name, value, origin } of values)
    print(`  ${`${name}: ${JSON.stringify(value)}`.padEnd(32)} ${escapeText(origin)}`);
}

const test = command(
  'test',
  map(
    object({
      ...workTreeOptions,
      against: againstOption,
      file: argument(string({ metavar: 'FILE' }), {
        description: message`YAML or JSON: cases, each with a message and the rules to expect.`,
      }),
    }),
    (given): Action =>
      async (context) => {
        const { readRuleCases } = await import('../config/rule-cases.ts');
        const { ref, cases } = await readRuleCases(resolve(given.file));
        const task = await openTask(given, context);
        const { lint } = await findLint(ref, task);
        let failed = 0;
        for (const [index, { message: text, expect }] of cases.entries()) {
          const found = lint === undefined ? [] : await lintMessage(Buffer.from(text), lint, task);
          const rules = [...new Set(found.map(({ rule }) => rule))].sort();
          const wanted = [...new Set(expect)].sort();
          if (rules.join() === wanted.join()) continue;
          failed += 1;
          context.print(`case ${index + 1}, "${escapeText(text.split('\n', 1)[0] ?? '')}"`);
          context.print(`  expected ${wanted.join(', ') || 'nothing'}`);
          context.print(`  found    ${rules.join(', ') || 'nothing'}`);
        }
        context.print(`${cases.length - failed} of ${cases.length} cases as expected`);
        return failed === 0 ? 0 : 1;
      },
  ),
  { description: message`Try the rules on a table of messages.` },
);

const list = command(
  'list',
  map(object({}), (): Action => async (context) => {
    const { documentRules } = await import('./document-rules.ts');
    context.print(documentRules());
    return 0;
  }),
  { description: message`Print every rule with its options, in Markdown.` },
);

export const rulesCommand = command('rules', or(explain, test, reportCommand, list), {
  description: message`Explain, try or list the rules for commits.`,
});
