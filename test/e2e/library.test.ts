// A program of somebody else, which imports a release.
import { chownSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { entriesOf, withMain } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

const LIBRARY = resolve(import.meta.dirname, '../../dist/andon.mjs');
const TSC = resolve(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
const BUILD = `{
  line: 'main', job: 'web', build: '4711', revision: process.argv[2], status: 'failed',
  started: new Date().toISOString(), url: 'https://ci.example/4711',
}`;

const TYPES = resolve(import.meta.dirname, '../../node_modules/@types');

/** Runs a program that has the line `andon`, in a folder of its own. */
async function runProgram(scratch: Scratch, text: string, ...args: readonly string[]): Promise<Ran> {
  const file = scratch.path('program.mts');
  writeFileSync(
    file,
    `import { openAndon } from '${LIBRARY}';\n` +
      `const andon = openAndon({ repository: '${scratch.server}', by: 'jenkins' });\n${text}\n`,
  );
  return scratch.run(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args]);
}

const inTry = (call: string): string =>
  `try { await ${call}; } catch (error) { console.log(error.code, error.kind, error.message, error.hints.join()); }`;

test('a program reports a build, once, and asks how the line is', async () => {
  const { scratch, first } = await withMain();
  const report = `const build = ${BUILD} as const;\nconst entries = await andon.reportBuild(build);
    console.log(entries.map(({ kind, stop }) => kind + ' ' + (stop ?? '')).join());
    console.log((await andon.reportBuild(build)).length);
    for (const { line, status, stops } of (await andon.status('main')).lines)
      console.log(line, status, stops.map(({ summary, by, url }) => [summary, by, url].join()).join());`;
  const log = (): string => readFileSync(scratch.path('server.git/andon/journal.log'), 'utf8');
  // The copier that the push has started is done.
  await expect.poll(log, { timeout: 20_000 }).toContain('push.settled');
  const ran = await runProgram(scratch, report, first);
  expect(ran).toEqual({
    code: 0,
    stderr: '',
    stdout: `build.reported ,stop.opened 1\n0\nmain stopped web failed on ${first.slice(0, 7)},jenkins,https://ci.example/4711\n`,
  });
  // Whoever copies the journal lies beside the library.
  await expect.poll(log, { timeout: 20_000 }).toContain('build.reported');
  expect((await scratch.andon(['status', 'main'])).code).toBe(3);
  await scratch.commit('second\n');
  expect((await scratch.push(['origin', 'main'])).code).not.toBe(0);
  expect(await entriesOf(scratch, 'build.reported')).toHaveLength(1);
  // What it needs of TypeScript is there.
  const strict = '--strict --noEmit --target es2024 --module nodenext --types node --typeRoots'.split(' ');
  const types = await scratch.run(process.execPath, [TSC, ...strict, TYPES, 'program.mts']);
  expect(types).toMatchObject({ code: 0, stdout: '' });
});

test('a program says what a monitor sees', async () => {
  const { scratch } = await withMain();
  const alert = `const said = { line: 'main', source: 'cron', key: 'backup', severity: 'warning', summary: 'none' } as const;
    for (const state of ['firing', 'firing', 'resolved'] as const)
      console.log((await andon.alert({ ...said, state })).map(({ kind }) => kind).join() || 'nothing');
    const { lines } = await andon.status();
    console.log(lines.map(({ line, status, stops: [stop] }) => [line, status, stop?.level]).join());`;
  expect(await runProgram(scratch, alert)).toEqual({
    code: 0,
    stderr: '',
    stdout: 'alert.reported,stop.opened\nnothing\nalert.reported\nmain,cautioned,caution\n',
  });
});

const WRONG: readonly (readonly [call: string, told: string])[] = [
  ["status('mian')", 'line-unknown usage There is no line "mian" Did you mean "main"?'],
  ["status('a b')", 'value-invalid usage "a b" is not the name of a line'],
  ['reportBuild()', 'value-invalid usage There is nothing to read'],
  ['reportBuild({ ...build, line: "mian" })', 'line-unknown usage There is no line "mian"'],
  ['reportBuild({ ...build, flakey: [] })', 'There is no "flakey" here'],
  ['reportBuild({ ...build, job: 7 })', 'job is empty, too long'],
  ['reportBuild({ ...build, job: "a\\nb" })', 'job is empty, too long'],
  ['reportBuild({ ...build, revision: "HEAD" })', '"HEAD" is not a full object id'],
  ['reportBuild({ ...build, job: "a\\ud800" })', 'job is empty, too long'],
  [
    'reportBuild({ ...build, revision: Object.create(null) })',
    'what is no text (object) is not a full object id',
  ],
  ['reportBuild({ ...build, flaky: Array(101).fill("a") })', 'up to 100 texts'],
  ['reportBuild({ ...build, started: Date.now() })', 'is no time'],
  ['reportBuild({ ...build, status: "red" })', 'status cannot be "red"'],
  ['reportBuild({ ...build, flaky: "login" })', 'flaky is no list'],
  ["alert({ line: 'main', source: 'a', key: 'b', severity: 'red' })", 'One of: critical, warning, info'],
];

test('a program is told what is wrong with a call', async () => {
  const { scratch, first } = await withMain();
  const calls = WRONG.map(([call]) => inTry(`(andon as any).${call}`));
  const { stdout } = await runProgram(scratch, [`const build = ${BUILD};`, ...calls].join('\n'), first);
  expect(stdout.trimEnd().split('\n')).toEqual(
    WRONG.map(([, told]) => expect.stringContaining(told) as string),
  );
  expect(await entriesOf(scratch, 'build.reported')).toEqual([]);
});

test('a program is told that a repository is not there, or has no andon in it', async () => {
  const { scratch } = await withMain();
  const open = (path: string): string => inTry(`openAndon({ repository: '${path}' }).status()`);
  const { stdout } = await runProgram(scratch, [open(scratch.path('none')), open(scratch.work)].join('\n'));
  const [none, bare] = stdout.split('\n');
  expect(none).toContain('repository-missing usage There is no repository');
  expect(bare).toContain('config-absent');
});

test('a program of root leaves no files in the repository of somebody else', async () => {
  const { scratch } = await withMain();
  // Who is not root has nobody else to be.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(scratch.server, 65_534, 65_534);
  const { stdout } = await runProgram(scratch, inTry("andon.status().then(() => console.log('read'))"));
  expect(stdout).toContain(isRoot ? 'not-permitted usage' : 'read');
});
