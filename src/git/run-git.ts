// Starts git for all that is judged. Children get a short list of environment variables and no others: what a push
// may set (push options, replacement objects, trace files) must not change an answer. What a developer would do by
// hand is done by their own git (own-git.ts).
import { spawnSync } from 'node:child_process';
import { AndonError, systemCodeOf } from '../text/andon-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface GitRun {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Whether there was more output than was asked for; then it is cut, and git was ended. */
  readonly tooLong: boolean;
}

export interface GitOptions {
  readonly input?: string | Buffer;
  /** Most bytes taken from standard output. */
  readonly maxBytes?: number;
}

/** Runs git in one repository, one command at a time. */
export interface Git {
  readonly gitDir: string;
  /**
   * Runs to the end; the exit code is the caller's to judge.
   * @throws {AndonError} `deadline-passed`, `git-missing`
   */
  readonly run: (args: readonly string[], options?: GitOptions) => GitRun;
}

export interface GitPlace {
  readonly environment: Environment;
  /** The time, in milliseconds, by which every command has to be done. */
  readonly deadlineAt: number;
  /** The repository is that of the person who runs this: its own word on history and people is good. */
  readonly isOwn?: boolean;
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
/** Who acts: nobody's word on a server. */
const PEOPLE = ['AUTHOR', 'COMMITTER'].flatMap((who) =>
  ['NAME', 'EMAIL', 'DATE'].map((what) => `GIT_${who}_${what}`),
);
const MOST_BYTES = 256 * 1024 * 1024;

/** Builds the environment of a git child from that of this process. */
export function gitEnvironment(
  gitDir: string,
  { environment, isOwn = false }: Pick<GitPlace, 'environment' | 'isOwn'>,
): Record<string, string> {
  const child: Record<string, string> = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LC_ALL: 'C',
    GIT_DIR: gitDir,
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    // No history is cut off: where a shallow push cuts it is the pusher's word, and the server's own file
    // keeps what any ref was given. Nobody would judge the commits behind the cut.
    ...(isOwn ? {} : { GIT_SHALLOW_FILE: '' }),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
  for (const name of isOwn ? [...PASSED_ON, ...PEOPLE] : PASSED_ON) {
    const value = environment[name];
    if (value !== undefined && value !== '') child[name] = value;
  }
  return child;
}

/**
 * Ties git to a repository. Commands run synchronously: nothing could be done meanwhile, and the
 * streams that Node would make for each child took longer than git itself.
 */
export function openGit(gitDir: string, place: GitPlace): Git {
  const { deadlineAt } = place;
  const env = gitEnvironment(gitDir, place);
  return {
    gitDir,
    run(args, { input = '', maxBytes = MOST_BYTES } = {}) {
      const timeout = deadlineAt - Date.now();
      if (timeout <= 0) throw deadlinePassed();
      const { status, stdout, stderr, error } = spawnSync('git', args, {
        env,
        input,
        maxBuffer: maxBytes,
        ...(Number.isFinite(timeout) ? { timeout } : {}),
        killSignal: 'SIGKILL',
      });
      const code = systemCodeOf(error);
      if (code === 'ETIMEDOUT') throw deadlinePassed();
      // A child that ends before it has read its input says why in its exit code.
      if (error !== undefined && code !== 'EPIPE' && code !== 'ENOBUFS') {
        throw new AndonError('git-missing', 'git cannot be started', { kind: 'internal', cause: error });
      }
      return {
        code: status ?? 128,
        stdout,
        stderr: stderr.toString('latin1', 0, 4096),
        tooLong: code === 'ENOBUFS',
      };
    },
  };
}

function deadlinePassed(): AndonError {
  return new AndonError('deadline-passed', 'git did not answer in time', {
    kind: 'deadline',
    hints: ['push again; if it stays so, ask the admin to run: andon doctor'],
  });
}

/** Says in one line what git complained of. */
export function describeStderr(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line !== '');
  return lines.map((line) => line.replace(/^(?:fatal|error): /, '')).join('; ');
}

/** An error for a git command that has to succeed and did not. */
export function gitFailure(args: readonly string[], problem: string): AndonError {
  return new AndonError('git-failed', `git ${args[0]} failed: ${problem.trim()}`, {
    kind: 'internal',
  });
}
