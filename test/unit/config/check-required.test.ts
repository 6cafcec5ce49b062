import { expect, test } from 'vitest';
import { compilePolicy } from '../../../src/config/compile.ts';

const url = 'https://tracker.example/{key}';
const LACKS = 'has no "url", which the rule cannot do without';

/** What is wrong with the files of a server and of a repository. */
function problemsOf(server: unknown, repository: unknown): readonly string[] {
  const compiled = compilePolicy(
    [
      { file: 'server', scope: 'server', value: server },
      { file: 'own', scope: 'repository', value: repository },
    ],
    '/srv/git/web.git',
  );
  return compiled.kind === 'refused'
    ? compiled.problems.map(({ file, message }) => `${file}: ${message}`)
    : [];
}

const rule = (setting: unknown): object => ({ guard: { 'ticket-exists': setting } });
const onRefs = (setting: unknown, ref = 'refs/heads/a'): object => ({ refs: { [ref]: rule(setting) } });

test.each([
  ['a severity alone', {}, rule('error'), [`own: guard.ticket-exists ${LACKS}`]],
  ['other options', {}, rule({ field: '/a' }), [`own: guard.ticket-exists ${LACKS}`]],
  ['an empty one', rule({ url: '' }), {}, [`server: guard.ticket-exists ${LACKS}`]],
  ['one that is off', {}, rule('off'), []],
  ['one that the stronger file switches off', rule('error'), rule('off'), []],
  ['what the weaker file says', rule({ severity: 'off', url }), rule('warn'), []],
  ['refs alone', {}, onRefs('warn'), [`own: refs."refs/heads/a".guard.ticket-exists ${LACKS}`]],
  ['refs under one for all', rule({ severity: 'off', url }), onRefs('warn'), []],
  ['refs that say it, off for all', rule('off'), onRefs({ severity: 'error', url }), []],
  [
    'all, where only some refs say it',
    rule('error'),
    onRefs({ url }),
    [`server: guard.ticket-exists ${LACKS}`],
  ],
  [
    'a line alone',
    {},
    { lines: { main: { refs: ['HEAD'], ...rule('error') } } },
    [`own: lines.main.guard.ticket-exists ${LACKS}`],
  ],
  ['what has no shape', {}, rule(null), [expect.stringContaining('own: guard.ticket-exists')]],
])('checkRequired() judges %s', (_, server, repository, problems) =>
  expect(problemsOf(server, repository)).toEqual(problems),
);

test.each([
  [{ url: 'https://tracker.example/' }, 'guard.ticket-exists.url has to be an http or https URL with {key}'],
  [{ url: 'https://dana:secret@tracker.example/{key}' }, 'guard.ticket-exists.url has to be an http'],
  [{ url, headerFile: 'token' }, 'guard.ticket-exists.headerFile has to be an absolute path'],
  [{ url, field: 'status' }, 'guard.ticket-exists.field has to be a JSON pointer'],
  [{ url, pattern: '(?=x)' }, 'guard.ticket-exists.pattern cannot be run'],
])('compilePolicy() refuses %j', (setting, words) =>
  expect(problemsOf({}, rule(setting))).toEqual([expect.stringContaining(words)]),
);
