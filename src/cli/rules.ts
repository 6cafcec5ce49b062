// andon rules: what holds for a ref and where it was said, and what rules there are.
import { object, or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { argument, command } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { readRuleSteps } from '../config/apply.ts';
import { explainRules } from '../config/explain.ts';
import type { ExplainedRule } from '../config/explain.ts';
import { lineFinder } from '../push/locate-updates.ts';
import { escapeText } from '../text/escape.ts';
import { configRequest } from './config.ts';
import { commonOptions, configOption, openFor, requireRef } from './context.ts';
import type { Action, Context } from './context.ts';
import { documentRules } from './document-rules.ts';

const explain = command(
  'explain',
  map(
    object({ ...commonOptions, config: configOption, ref: argument(string({ metavar: 'REF' })) }),
    (given): Action =>
      async (context) => {
        const target = requireRef(given.ref);
        const { policy, steps } = await readRuleSteps(configRequest(given, context));
        const { repository } = await openFor(given, context);
        const head = await repository.readDefaultBranch('');
        const explained = explainRules(steps, { target, lines: lineFinder(policy.lines, head)(target) });
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

const list = command(
  'list',
  map(object({}), (): Action => async (context) => {
    context.print(documentRules());
    return 0;
  }),
  { description: message`Print every rule with its options, in Markdown.` },
);

export const rulesCommand = command('rules', or(explain, list), {
  description: message`Explain or list the rules for commits.`,
});
