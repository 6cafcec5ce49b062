// Writes the reference of rules, in Markdown, from the registry alone.
import { CHANGE_RULES } from '../guard/change-rules.ts';
import { COMMIT_RULES } from '../guard/commit-rules.ts';
import { REF_RULES } from '../guard/ref-rules.ts';
import { COMMITLINT_RULES } from '../lint/commitlint/rules.ts';
import { IGNORE } from '../lint/ignore.ts';
import { PRESETS } from '../lint/presets.ts';
import { LINT_RULES } from '../lint/registry.ts';
import type { Option } from '../rule/option.ts';
import type { RuleEntry } from '../rule/rule.ts';
import { TEXT_FORMS } from '../rule/text-form.ts';

const INTRODUCTION = `# Rules

Written by \`andon rules list\`. Each rule is \`off\`, \`warn\` or \`error\`; a warning is shown, and the push passes.
In the configuration: \`lint: { <rule>: error }\`, or with options
\`lint: { <rule>: { severity: warn, <option>: <value> } }\`, under \`lint\` for every line, under \`lines.<line>.lint\`
for one, under \`refs.<pattern>.lint\` for refs by name. \`andon rules explain refs/heads/main\` says what holds.`;

const EVALUATE = `\`evaluate: true\` puts the rules of this place on trial, with those below it: what they find is on record,
shown to no pusher, and refuses nothing. Push rules have an \`evaluate\` of their own, under \`guard\`.
\`andon rules report\` says what would have been refused.`;

const GUARD = `Rules on what a push does to refs stand under \`guard\`, for every ref of the repository, and under
\`lines.<line>.guard\` and \`refs.<pattern>.guard\` for some.`;

const CONTENTS = `Rules on what commits change stand under \`guard\` too. Each new commit is looked into, because history keeps what a
later one takes out again. Paths are matched as in \`.gitignore\`. How much is looked into is set by \`limits\`: \`paths\`
(100 000) and \`contentSize\` (256 MiB), beyond which a push is refused, and \`fileSize\` (8 MiB).`;

const COMMITLINT = `What a team has for commitlint can be pasted under \`lint.commitlint\`: \`extends\` (\`config-conventional\`,
\`config-angular\`) and \`rules\`, as \`type-enum: [2, always, [feat, fix]]\`; \`commitlint: warn\` for refs by name softens all
of it. Findings are named \`commitlint/<rule>\`. No message excuses itself by its words: what commitlint passes over
(\`Merge\`, \`Revert\`, \`fixup!\`) is judged like any other. The rules:`;

/** Returns the reference of all rules. */
export function documentRules(): string {
  const presets = Object.entries(PRESETS).map(([name, rules]) => {
    const ids = Object.keys(rules).map((id) => `\`${id}\``);
    return `- \`${name}\`: ${ids.length === 0 ? 'what is on by itself' : ids.join(', ')}`;
  });
  const parts = [
    INTRODUCTION,
    '## Presets',
    presets.join('\n'),
    '## Messages',
    ...LINT_RULES.map(documentRule),
    documentRule(IGNORE),
    '### evaluate',
    EVALUATE,
    '## Refs',
    GUARD,
    ...REF_RULES.map(documentRule),
    '## Commits',
    'Rules on commits and their authors stand under `guard` as well.',
    ...COMMIT_RULES.map(documentRule),
    '## Contents',
    CONTENTS,
    ...CHANGE_RULES.map(documentRule),
    '## commitlint',
    COMMITLINT,
    COMMITLINT_RULES.map(({ name }) => `\`${name}\``).join(', '),
  ];
  return parts.join('\n\n');
}

function documentRule({ id, summary, severity, options }: RuleEntry): string {
  const lines = Object.entries(options).map(([name, option]) => documentOption(name, option));
  const state = severity === 'off' ? '' : ` On by itself: \`${severity}\`.`;
  return [`### ${id}`, `${summary}${state}`, ...(lines.length === 0 ? [] : [lines.join('\n')])].join('\n\n');
}

function documentOption(name: string, option: Option): string {
  return `- \`${name}\` (${describeValues(option)}; \`${JSON.stringify(option.default)}\`): ${option.sentence}`;
}

function describeValues(option: Option): string {
  switch (option.kind) {
    case 'number':
      return `${option.min} to ${option.max}`;
    case 'choice':
      return option.choices.map((choice) => `\`${choice}\``).join(' or ');
    case 'list':
      return 'a list';
    case 'patterns':
      return 'a list of patterns';
    case 'pattern':
      return 'a pattern';
    case 'boolean':
      return '`true` or `false`';
    case 'string':
      return option.form === undefined ? 'a text' : TEXT_FORMS[option.form].wanted;
    case 'refs':
      return 'a list of ref patterns';
    case 'entries':
      return `a list of maps with ${Object.keys(option.fields).join(', ')}`;
    case 'table':
      return 'a map of lists';
    case 'ref-table':
      return 'a map of lists by ref pattern';
  }
}
