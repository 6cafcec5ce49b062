// The only place that starts git. Children get a short list of environment variables and no others:
// what a push may set (push options, replacement objects, trace files) must not change an answer.
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { AndonError } from '../text/andon-error.ts';
import { readBytes } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';

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

/** A git that answers while it is asked. */
export interface GitDialogue {
  readonly write: (text: string) => void;
  readonly read: () => ByteReader;
  readonly end: () => void;
}

/** Runs git in one repository. */
export interface Git {
  readonly gitDir: string;
  /** Runs to the end; the exit code is the caller's to judge. */
  readonly run: (args: readonly string[], options?: GitOptions) => Promise<GitRun>;
  /** Starts a git that reads commands from its standard input. */
  readonly open: (args: readonly string[]) => GitDialogue;
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
  const children = new Set<ChildProcessWithoutNullStreams>();

  function start(args: readonly string[]): ChildProcessWithoutNullStreams {
    // stderr is a pipe of our own: a child that held the hook's stderr would hold up the push.
    const child = spawn('git', args, { env });
    children.add(child);
    child.on('close', () => children.delete(child));
    // A child that ends early closes its input; its exit code tells the story.
    child.stdin.on('error', () => undefined);
    return child;
  }

  return {
    gitDir,
    async run(args, { input = '', maxBytes = MOST_BYTES } = {}) {
      const child = start(args);
      const chunks: Buffer[] = [];
      let sizeBytes = 0;
      let stderr = '';
      child.stdout.on('data', (chunk: Buffer) => {
        sizeBytes += chunk.length;
        if (sizeBytes > maxBytes) child.kill('SIGKILL');
        else chunks.push(chunk);
      });
      child.stderr.on('data', (chunk: Buffer) => {
        if (stderr.length < 4096) stderr += chunk.toString('latin1');
      });
      child.stdin.end(input);
      const code = await new Promise<number>((resolve, reject) => {
        child.on('error', (cause) => reject(missingGit(cause)));
        child.on('close', (status) => resolve(status ?? 128));
      });
      if (sizeBytes > maxBytes) throw gitFailure(args, `more than ${maxBytes} bytes of output`);
      return { code, stdout: Buffer.concat(chunks), stderr };
    },
    open(args) {
      const child = start(args);
      const reader = readBytes(child.stdout);
      child.stderr.resume();
      // Its reader finds the stream ended, and says so.
      child.on('error', () => undefined);
      return {
        write: (text) => void child.stdin.write(text),
        read: () => reader,
        end: () => void child.stdin.end(),
      };
    },
    stop() {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}

function missingGit(cause: Error): AndonError {
  return new AndonError('git-missing', 'git cannot be started', { kind: 'internal', cause });
}

/** An error for a git command that has to succeed and did not. */
export function gitFailure(args: readonly string[], problem: string): AndonError {
  return new AndonError('git-failed', `git ${args[0]} failed: ${problem.trim()}`, {
    kind: 'internal',
  });
}
