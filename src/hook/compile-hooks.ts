// Compiles the hooks and the command that lie beside it, for the Node that runs it: compiled code is good for one
// version of V8, so that installing does it with the Node of the release. The hooks judge everyday pushes to a
// scratch repository, the command messages, and what V8 compiled for them is kept: all that there is to compile
// takes twice as long to load.
// With --check it tells, by its exit code, whether what is there is good for this Node.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codePath, loadBundle, runBundle } from './load-bundle.ts';

const [node = '', entry = '', mode, bundle = ''] = process.argv;
const folder = dirname(entry);
const bundles = ['pre-receive.cjs', 'post-receive.cjs', 'main.cjs'].map((name) => join(folder, name));

if (mode === '--check') process.exitCode = bundles.every((path) => loadBundle(path).compiled) ? 0 : 1;
else if (mode === '--run') runAndKeep(bundle);
else compileAll();

/** Runs a bundle as launch.cjs would, and keeps what is compiled by its end, with what earlier runs left. */
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

/** A first push, two that follow it, one that a stop refuses; messages before a push. */
function compileAll(): void {
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
  const run = (words: readonly string[], input: string, code = 0): void => {
    const args = ['--disable-warning=ExperimentalWarning', ...words];
    const options = { cwd: gitDir, env: { ...env, GIT_DIR: '.' }, input, encoding: 'utf8' } as const;
    const { status, stderr } = spawnSync(node, args, options);
    if (status !== code) throw new Error(`${words.join(' ')} ended with ${status}, not ${code}: ${stderr}`);
  };
  const andon = (...args: string[]): void =>
    run([join(folder, 'launch.cjs'), join(folder, 'main.cjs'), ...args], '');
  const judge = (hook: string, update: string, code = 0): void =>
    run([entry, '--run', join(folder, `${hook}.cjs`), `hooks/${hook}`], `${update} refs/heads/main\n`, code);
  const lint = (args: readonly string[], message: string, code = 0): void =>
    run([entry, '--run', join(folder, 'main.cjs'), 'lint', ...args], message, code);
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
    writeFileSync(join(scratch, 'rules.yaml'), 'lint: { commitlint: { extends: config-conventional } }\n');
    writeFileSync(join(scratch, 'message'), 'feat: what\n\nWhy, in a line.\n');
    lint(['--message', join(scratch, 'message'), '--against', join(scratch, 'rules.yaml')], '');
    lint(['--stdin'], 'what\nwhy\n', 1);
  } finally {
    rmSync(scratch, { recursive: true, maxRetries: 5, retryDelay: 200 });
  }
}
