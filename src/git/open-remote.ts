// Asks a remote about a push, by the developer's own git: with their keys, their settings and their way there.
import { spawnSync } from 'node:child_process';
import { probeRefs } from '../push/check-request.ts';
import type { PushPlan, Remote } from '../push/remote.ts';
import { AndonError } from '../text/andon-error.ts';
import { describeStderr } from './run-git.ts';
import type { Environment } from './run-git.ts';

const SAID = 'remote: ';
const MOST_BYTES = 16 * 1024 * 1024;

/** Opens a remote by its name or address; without one, that which `git push` takes. */
export function openRemote(remote: string | undefined, { folder, environment }: RemotePlace): Remote {
  const git = (args: readonly string[], input = ''): GitAnswer => {
    const { status, stdout, stderr, error } = spawnSync('git', args, {
      cwd: folder,
      // Its messages are read here.
      env: { ...environment, LC_ALL: 'C', GIT_TRACE: '0' },
      input,
      encoding: 'utf8',
      maxBuffer: MOST_BYTES,
    });
    if (error !== undefined)
      throw new AndonError('git-missing', 'git cannot be started', { kind: 'internal', cause: error });
    return { code: status ?? 128, stdout, stderr };
  };
  const push = (flags: readonly string[], refspecs: readonly string[]): GitAnswer =>
    git([...PUSH, ...flags, '--end-of-options', remote ?? defaultRemote(git), ...refspecs]);
  return {
    async plan(refspecs) {
      const { stdout, stderr } = push(['--dry-run', '--porcelain'], refspecs);
      // git ends with 1 also where it only keeps something back; what it would do stands below this line.
      if (!stdout.startsWith('To ')) throw unreachable(stderr);
      return parsePlan(stdout);
    },
    async ask(updates, pushOptions) {
      const [first] = updates;
      if (first === undefined) return [];
      const blob = git(['hash-object', '-w', '--stdin']).stdout.trim();
      const probes = probeRefs(first.target).map((ref) => `${blob}:${ref}`);
      const options = pushOptions.flatMap((option) => ['--push-option', option]);
      const { stderr } = push(
        ['--atomic', '--no-follow-tags', ...options],
        [...updates.map(({ refspec }) => refspec), ...probes],
      );
      const said = stderr.split('\n').filter((line) => line.startsWith(SAID));
      if (said.length === 0) throw unreachable(stderr);
      // git fills each line up with blanks.
      return said.map((line) => line.slice(SAID.length).trimEnd());
    },
  };
}

export interface RemotePlace {
  readonly folder: string;
  readonly environment: Environment;
}

interface GitAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The remote that a push of this branch goes to: refspecs cannot be given without one. */
function defaultRemote(git: (args: readonly string[]) => GitAnswer): string {
  const branch = git(['symbolic-ref', '--quiet', 'HEAD']).stdout.trim();
  const name = git(['for-each-ref', '--format=%(push:remotename)', branch]).stdout.trim();
  return branch === '' || name === '' ? 'origin' : name;
}

/** Without the developer's pre-push hook, which may be what asks. */
const PUSH = ['-c', 'color.ui=false', '-c', 'color.remote=false', 'push', '--no-verify', '--no-progress'];

/** Reads `<flag> TAB <from>:<to> TAB <summary>` (git-push(1), OUTPUT). */
function parsePlan(porcelain: string): PushPlan {
  const updates: PushPlan['updates'][number][] = [];
  const unsent: PushPlan['unsent'][number][] = [];
  for (const line of porcelain.split('\n')) {
    const [flag, refs, why = ''] = line.split('\t');
    const colon = refs?.lastIndexOf(':') ?? -1;
    if (refs === undefined || colon === -1 || flag === '=') continue;
    const target = refs.slice(colon + 1);
    if (flag === '!') unsent.push({ target, why });
    else updates.push({ refspec: `${flag === '+' ? '+' : ''}${refs}`, target });
  }
  return { updates, unsent };
}

function unreachable(stderr: string): AndonError {
  return new AndonError('remote-unreachable', `The remote cannot be asked: ${describeStderr(stderr)}`, {
    kind: 'unavailable',
  });
}
