// The only place that starts git. Children get a short list of environment variables and no others:
// what a push may set (push options, replacement objects, trace files) must not change an answer.
import { spawn } from 'node:child_process';
import { AndonError } from '../text/andon-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface GitRun {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitOptions {
  readonly input?: string | Buffer;
  /** Most bytes taken from standard output; more is an error. */
  readonly maxBytes?: number;
}

/** Runs git in one repository. */
export interface Git {
  readonly gitDir: string;
  /** Runs to the end; the exit code is the caller's to judge. */
  readonly run: (args: readonly string[], options?: GitOptions) => Promise<GitRun>;
  /** Runs and feeds each chunk of output to `take`. */
  readonly stream: (
    args: readonly string[],
    input: string | Buffer,
    take: (chunk: Buffer) => void,
  ) => Promise<GitRun>;
  /** Ends every child that still runs. */
  readonly stop: () => void;
}

const PASSED_ON = [
  'PATH',
  'HOME',
  'XDG_CONFIG_HOME',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
];
const MOST_BYTES = 256 * 1024 * 1024;

/** Builds the environment of a git child from that of this process. */
export function gitEnvironment(gitDir: string, environment: Environment): Record<string, string> {
  const child: Record<string, string> = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LC_ALL: 'C',
    GIT_DIR: gitDir,
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
  for (const name of PASSED_ON) {
    const value = environment[name];
    if (value !== undefined && value !== '') child[name] = value;
  }
  return child;
}

/** Ties git to a repository. */
export function openGit(gitDir: string, environment: Environment): Git {
  const env = gitEnvironment(gitDir, environment);
  const children = new Set<ReturnType<typeof spawn>>();

  async function stream(
    args: readonly string[],
    input: string | Buffer,
    take: (chunk: Buffer) => void,
  ): Promise<GitRun> {
    // stderr is a pipe of our own: a child that held the hook's stderr would hold up the push.
    const child = spawn('git', args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    children.add(child);
    let stderr = '';
    let failure: unknown;
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < 4096) stderr += chunk.toString('latin1');
    });
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        failure = error;
        child.kill('SIGKILL');
      }
    });
    // A child that ends early closes its input; its exit code tells the story.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', (cause) => {
        reject(
          new AndonError({ code: 'git-missing', kind: 'internal', message: 'git cannot be started', cause }),
        );
      });
      child.on('close', (status) => resolve(status ?? 128));
    });
    children.delete(child);
    if (failure !== undefined)
      throw failure instanceof Error ? failure : new Error('git output was not taken', { cause: failure });
    return { code, stdout: Buffer.alloc(0), stderr };
  }

  return {
    gitDir,
    stream,
    async run(args, { input = '', maxBytes = MOST_BYTES } = {}) {
      const chunks: Buffer[] = [];
      let size = 0;
      const result = await stream(args, input, (chunk) => {
        size += chunk.length;
        if (size > maxBytes) throw gitFailure(args, `more than ${maxBytes} bytes of output`);
        chunks.push(chunk);
      });
      return {
        ...result,
        stdout: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks),
      };
    },
    stop() {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}

/** An error for a git command that has to succeed and did not. */
export function gitFailure(args: readonly string[], problem: string): AndonError {
  return new AndonError({
    code: 'git-failed',
    kind: 'internal',
    message: `git ${args[0]} failed: ${problem.trim()}`,
  });
}
