// Commit messages as people write them by commitlint's rules, and as they miss them. Lines stay short: the
// real commitlint takes minutes for long ones.
import type { Random } from './random.ts';

type Choices = readonly [string, ...string[]];

const TYPES: Choices = [
  'feat',
  'fix',
  'chore',
  'Feat',
  'FIX',
  'wip',
  'fix_up',
  'revert',
  '',
  'é',
  'a1',
  '12',
  'fooBar',
];

const SCOPES: Choices = [
  '',
  '',
  '',
  '()',
  '(api)',
  '(Api)',
  '(api,cli)',
  '(api, cli)',
  '(api/core)',
  '(api|cli)',
  '(api;  cli)',
  String.raw`(api\Cli)`,
  '(a(b))',
  '(a)!: b)',
  '(a): b)',
  '(a) ',
  '(1st)',
  '(apiV2)',
  '(web-app)',
  '(web_app)',
  '(',
];

const SEPARATORS: Choices = [
  ': ',
  ': ',
  ': ',
  ': ',
  '!: ',
  '!: ',
  ':',
  ' : ',
  '!!: ',
  ':  ',
  '!:',
  ' ',
  ': \t',
];

const SUBJECTS: Choices = [
  'add a thing',
  'Add a thing',
  'Add A Thing',
  'ADD A THING',
  'AddAThing',
  'addAThing',
  'add-a-thing',
  'add_a_thing',
  'add a thing.',
  'add a thing...',
  'add',
  '',
  ' add',
  'add ',
  '`Eslint` Add',
  "don't Add",
  '\'Quoted\' add "More" of it',
  '1st add',
  '42',
  'élan vital',
  'Élan Vital',
  'добавить',
  'Добавить',
  '添加功能',
  'HTTPServer2nd go',
  '22ND of 3rd 11th',
  'Go 22ND Or 3rd Way',
  'Go 🇩🇪 Now',
  'see #1 fixes a\rb http://c',
  '🎉 add',
  '🎉',
  '✂️ Cut👩‍🔧x',
  'İstanbul straße ŉ',
  'e\u0301te',
  'ǰ ok',
  'fix #12',
  'fixes #12, closes owner/repo#7',
  'see https://example.org/x#9 now',
  'closes: #3',
  'gh-5 and #general',
  'a\rb',
  'a\u2028b',
  'a very long subject that goes on and on until it is longer than seventy-two characters',
];

const TEXTS: Choices = [
  'some text',
  'Some text.',
  'SOME TEXT',
  'some-text',
  'someText',
  '',
  '',
  '',
  ' ',
  '\t',
  '#comment',
  '# ------------------------ >8 ------------------------',
  '---',
  'gpg: Good signature',
  '  gpg:x',
  'x'.repeat(60),
  `${'word '.repeat(21)}end`,
  `https://example.org/${'p'.repeat(90)}`,
  `see http://a ${'long '.repeat(20)}`,
  `xhttps://a ${'long '.repeat(20)}`,
  'fix #1fix #2',
  'resolves #4-fixes',
  'fixed  \r #5',
  'fix\u2028 #6',
  'closes closes #x1',
  'a.b/c#7; d#8) e#9e f#10!',
  'http:// #12',
  'http://... resolve #13',
  'hello\rworld',
  'with return\r',
];

const FOOTERS: Choices = [
  'BREAKING CHANGE: all of it',
  'breaking change: all of it',
  'BREAKING CHANGE:',
  'BREAKING-CHANGE: all of it',
  '* BREAKING CHANGE: all of it',
  '* BREAKING-CHANGE:',
  ' BREAKING CHANGE: indented',
  'BREAKING CHANGE #4',
  'Refs: #12',
  'Refs: #1 closes: http://a',
  'BREAKING CHANGE: see #2',
  'Refs #12',
  'Closes: #3, #4',
  'closes:#3',
  'Fixes:  ',
  'Fixes: ',
  'Key: value',
  'key:value',
  'Not a key: value',
  'Signed-off-by: A <a@example.org>',
  'signed-off-by: A <a@example.org>',
  '(cherry picked from commit 0123456789abcdef)',
  'Reviewed-by: B\r',
  `Key: ${'v'.repeat(100)}`,
  `Key: https://example.org/${'v'.repeat(100)}`,
  ' continued',
  'fix: duplicated header',
  'BREAKING CHANGE: ends with a stop.',
];

const STARTS: Choices = [
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '\n',
  '\r\n',
  ' ',
  'gpg: x\n',
  '\t',
  'Merge ',
  'fixup! ',
  'Revert "',
];

const ENDS: Choices = ['', '', '\n', '\n', '\n', '\n\n', '\r\n', ' ', '\n \n', '.'];

const LETTERS = 'aB1 _-/#:!().,\n\n\r\t\'"`é文🎉\u200d\ufe0f’';

/** Makes one message: by the grammar, of lines without plan, or of single characters. Never blank. */
export function randomCommitText(random: Random): string {
  const kind = random.below(20);
  const text = kind < 16 ? planned(random) : kind < 19 ? unplanned(random) : letters(random);
  return text.trim() === '' ? 'x' : text;
}

function planned(random: Random): string {
  const header = random.chance(0.05)
    ? 'fix: duplicated header'
    : random.pick(TYPES) + random.pick(SCOPES) + random.pick(SEPARATORS) + random.pick(SUBJECTS);
  const lines = [random.pick(STARTS) + header];
  if (random.chance(0.7)) lines.push(random.pick(['', '', '', ' ', 'no blank']), ...some(random, TEXTS));
  if (random.chance(0.6)) lines.push(random.pick(['', '', 'no blank', ' ']), ...some(random, FOOTERS));
  if (random.chance(0.1)) lines.push('', ...some(random, TEXTS));
  return join(random, lines);
}

function unplanned(random: Random): string {
  const kinds = [TEXTS, FOOTERS, SUBJECTS] as const;
  const lines = Array.from({ length: 1 + random.below(8) }, () => random.pick(random.pick(kinds)));
  return join(random, lines);
}

function letters(random: Random): string {
  const all = Array.from(LETTERS);
  return Array.from({ length: 1 + random.below(30) }, () => all[random.below(all.length)]).join('');
}

function some(random: Random, choices: Choices): string[] {
  return Array.from({ length: 1 + random.below(4) }, () => random.pick(choices));
}

function join(random: Random, lines: readonly string[]): string {
  return lines.join(random.chance(0.1) ? '\r\n' : '\n') + random.pick(ENDS);
}
