// A commit that says which issue it belongs to: `#123`, `web#123`, `!45`, `ABC-123`.
import type { LintRule } from '../rule.ts';

const options = {
  prefixes: {
    kind: 'list',
    default: ['#'],
    sentence: 'What stands in front of a number: "#", "GH-", the key of a project with its hyphen.',
  },
  subject: { kind: 'boolean', default: false, sentence: 'Whether it has to stand in the subject.' },
} as const;

export const references: LintRule<typeof options> = {
  id: 'references',
  summary: 'The message refers to an issue.',
  severity: 'off',
  options,
  judge: (message, { prefixes, subject }) => {
    const text = subject ? message.subject : message.decode(message.bytes);
    if (prefixes.some((prefix) => refersTo(text, prefix))) return [];
    const example = prefixes.map((prefix) => `${prefix}123`).join(' or ');
    return [
      { message: `${subject ? 'The subject' : 'The message'} refers to no issue; expected ${example}` },
    ];
  },
};

function refersTo(text: string, prefix: string): boolean {
  if (prefix === '') return false;
  for (let at = text.indexOf(prefix); at !== -1; at = text.indexOf(prefix, at + 1)) {
    const before = text[at - 1] ?? ' ';
    if (!/[A-Za-z0-9_]/.test(before) || prefix === '#') {
      if (/[0-9]/.test(text[at + prefix.length] ?? '')) return true;
    }
  }
  return false;
}
