// Compiles the hooks that lie beside it, for the Node that runs it: compiled code is good for one version of
// V8, so that installing does it with the Node of the release. The hooks judge everyday pushes to a scratch
// repository, and what V8 compiled for them is kept: all that there is to compile takes twice as long to load.
// With --check it tells, by its exit code, whether what is there is good for this Node.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codePath, loadBundle, runBundle } from './load-bundle.ts';

const [node = '', entry = '', mode, bundle = ''] = process.argv;
const folder = dirname(entry);
const bundles = ['pre-receive.cjs', 'post-receive.cjs'].map((name) => join(folder, name));

if (mode === '--check') process.exitCode = bundles.every((path) => loadBundle(path).compiled) ? 0 : 1;
else if (mode === '--run') runAndKeep(bundle);
else judgeEverydayPushes();

/** Runs a hook as git would, and keeps what is compiled by its end, with what earlier runs left. */
function runAndKeep(path: string): void {
  const { script } = loadBundle(path);
  process.argv.splice(1, 2);
  process.on('exit', () => {
    const draft = `${codePath(path)}.${process.pid}`;
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, codePath(path));
  });
  runBundle(script, require);
}

/** A first push, two that follow it, and one that a stop refuses. */
function judgeEverydayPushes(): void {
  const scratch = mkdtempSync(join(tmpdir(), 'andon-compile-'));
  const gitDir = join(scratch, 'scratch.git');
  const env = {
    PATH: process.env['PATH'],
    HOME: scratch,
    GIT_DIR: gitDir,
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((who) => [
        [`GIT_${who}_NAME`, 'andon'],
        [`GIT_${who}_EMAIL`, 'andon@localhost'],
      ]),
    ),
  };
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', args, { cwd: scratch, env, input, encoding: 'utf8' }).trim();
  const andon = (...args: string[]): void =>
    void execFileSync(node, ['--disable-warning=ExperimentalWarning', join(folder, 'main.mjs'), ...args], {
      env,
    });
  const judge = (hook: string, update: string, code = 0): void => {
    const args = [
      '--disable-warning=ExperimentalWarning',
      entry,
      '--run',
      join(folder, `${hook}.cjs`),
      `hooks/${hook}`,
    ];
    const options = {
      cwd: gitDir,
      env: { ...env, GIT_DIR: '.' },
      input: `${update} refs/heads/main\n`,
      encoding: 'utf8',
    } as const;
    const { status, stderr } = spawnSync(node, args, options);
    if (status !== code) throw new Error(`${hook} ended with ${status}, not ${code}: ${stderr}`);
  };
  try {
    for (const path of bundles) rmSync(codePath(path), { force: true });
    git(['init', '--quiet', '--bare', '--initial-branch=main', gitDir]);
    // Not the server's configuration: it may name a store that is in use.
    writeFileSync(join(scratch, 'andon.json'), '{}');
    andon('install', gitDir, '--config', join(scratch, 'andon.json'));
    const tree = git(['mktree']);
    const commit = (parents: readonly string[]): string =>
      git(
        ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])],
        'what\n\nWhy, in a line.\n\nKey: value\n',
      );
    let tip = commit([]);
    let update = `${'0'.repeat(tip.length)} ${tip}`;
    for (let push = 0; push < 3; push++) {
      judge('pre-receive', update);
      git(['update-ref', 'refs/heads/main', tip]);
      judge('post-receive', update);
      const next = commit([tip]);
      [update, tip] = [`${tip} ${next}`, next];
    }
    andon('stop', 'main', '-m', 'a test is red', '--repo', gitDir);
    judge('pre-receive', update, 1);
  } finally {
    rmSync(scratch, { recursive: true, maxRetries: 5, retryDelay: 200 });
  }
}
