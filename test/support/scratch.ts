// A temporary folder with a guarded repository in it, and git and andon that know nothing of the
// machine around them. What lies outside the folder is never touched.
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Entry } from '../../src/journal/entry.ts';

export const ANDON = resolve(import.meta.dirname, '../../dist/andon');
export const ZERO = '0'.repeat(40);

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Scratch {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The guarded bare repository. */
  readonly server: string;
  /** A repository to commit in, whose remote `origin` is the server. */
  readonly work: string;
  /** Returns a path inside the folder. @throws {Error} where it would lie outside */
  readonly path: (...parts: string[]) => string;
  readonly run: (program: string, args: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** Runs git in the work repository, or in `cwd`, and returns what it prints. @throws {Error} when it fails */
  readonly git: (args: readonly string[], options?: RunOptions) => Promise<string>;
  readonly push: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** Makes an empty commit on the branch that is checked out, and returns its id. */
  readonly commit: (message: string) => Promise<string>;
  readonly andon: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
  readonly journal: () => Promise<readonly Entry[]>;
  /** Returns what a ref of the server is, undefined where it does not exist. */
  readonly serverRef: (ref: string) => Promise<string | undefined>;
}

export interface ScratchOptions {
  /** Written to andon.yaml before andon is installed. */
  readonly config?: string;
  readonly install?: readonly string[];
  readonly init?: readonly string[];
}

/** Makes the folder, which goes away with the test that asked for it. */
export async function openScratch(options: ScratchOptions = {}): Promise<Scratch> {
  const scratch = bareScratch();
  const { server, work, run, git } = scratch;
  await git(['init', '-q', '--bare', '-b', 'main', ...(options.init ?? []), server], { cwd: scratch.folder });
  await git(['config', 'core.logAllRefUpdates', 'always'], { cwd: server });
  await git(['config', 'receive.advertisePushOptions', 'true'], { cwd: server });
  if (options.config !== undefined) writeFileSync(join(server, 'andon.yaml'), options.config);
  const installed = await run(ANDON, ['install', ...(options.install ?? []), server]);
  if (installed.code !== 0) throw new Error(`andon install failed: ${installed.stderr}`);
  await git(['init', '-q', '-b', 'main', ...(options.init ?? []), work], { cwd: scratch.folder });
  await git(['remote', 'add', 'origin', server]);
  return scratch;
}

/** A server whose main is at a first commit, which is returned. */
export async function withMain(config?: string): Promise<{ scratch: Scratch; first: string }> {
  const scratch = await openScratch(config === undefined ? {} : { config });
  const first = await scratch.commit('first\n');
  const { code, stderr } = await scratch.push(['origin', 'main']);
  if (code !== 0) throw new Error(`the first push failed: ${stderr}`);
  return { scratch, first };
}

/** Stops a line. */
export async function stopLine(scratch: Scratch, line = 'main'): Promise<void> {
  const { code, stderr } = await scratch.andon(['stop', line, '-m', 'red']);
  if (code !== 0) throw new Error(`andon stop failed: ${stderr}`);
}

/** Returns the entries of one kind. */
export async function entriesOf<K extends Entry['kind']>(
  scratch: Scratch,
  kind: K,
): Promise<readonly Extract<Entry, { kind: K }>[]> {
  const entries = await scratch.journal();
  return entries.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind);
}

/** The folder and its programs, with nothing in it yet. */
export function bareScratch(): Scratch {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'andon-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const path = (...parts: string[]): string => {
    const found = resolve(folder, ...parts);
    if (relative(folder, found).startsWith('..')) throw new Error(`"${found}" is outside "${folder}"`);
    return found;
  };
  const env = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    USER: 'tester',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'A U Thor',
    GIT_AUTHOR_EMAIL: 'author@example.com',
    GIT_AUTHOR_DATE: '1700000000 +0000',
    GIT_COMMITTER_NAME: 'C O Mitter',
    GIT_COMMITTER_EMAIL: 'committer@example.com',
    GIT_COMMITTER_DATE: '1700000000 +0000',
  };
  const [server, work] = [path('server.git'), path('work')];
  const run: Scratch['run'] = async (program, args, options = {}) =>
    runProgram(program, args, { ...options, cwd: path(options.cwd ?? '.'), env: { ...env, ...options.env } });
  const git: Scratch['git'] = async (args, options = {}) => {
    const { code, stdout, stderr } = await run('git', args, { cwd: work, ...options });
    if (code !== 0) throw new Error(`git ${args.join(' ')} failed: ${stderr}`);
    return stdout.trimEnd();
  };
  const andon: Scratch['andon'] = async (args, options = {}) =>
    run(ANDON, args, { ...options, env: { ANDON_REPO: server, ...options.env } });
  return {
    folder,
    env,
    server,
    work,
    path,
    run,
    git,
    andon,
    push: async (args, options = {}) => run('git', ['push', ...args], { cwd: work, ...options }),
    async commit(message) {
      await git(['commit', '-q', '--allow-empty', '--cleanup=verbatim', '-F', '-'], { input: message });
      return git(['rev-parse', 'HEAD']);
    },
    async journal() {
      const { code, stdout, stderr } = await andon(['log', '--json', '--limit', '100000']);
      if (code !== 0) throw new Error(`andon log failed: ${stderr}`);
      return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Entry); // prettier-ignore
    },
    async serverRef(ref) {
      const { code, stdout } = await run('git', ['rev-parse', '--verify', '-q', ref], { cwd: server });
      return code === 0 ? stdout.trim() : undefined;
    },
  };
}

/** Runs a program to its end; a death by signal counts as code 128. */
async function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, input = '' }: RunOptions,
): Promise<Ran> {
  const child = spawn(program, args, { cwd, env });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 128));
  });
  return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}
