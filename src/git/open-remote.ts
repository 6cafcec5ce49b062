// Asks a remote about a push, by the developer's own git: with their keys, their settings and their way there.
import { probeRefs } from '../push/check-request.ts';
import type { PushPlan, Remote } from '../push/remote.ts';
import { AndonError } from '../text/andon-error.ts';
import { openOwnGit } from './own-git.ts';
import type { OwnGit, OwnGitRun, OwnPlace } from './own-git.ts';
import { describeStderr } from './run-git.ts';

const SAID = 'remote: ';

/** Opens a remote by its name or address; without one, that which `git push` takes. */
export function openRemote(remote: string | undefined, place: OwnPlace): Remote {
  const git = openOwnGit(place);
  let known = remote;
  const push = (flags: readonly string[], refspecs: readonly string[]): OwnGitRun => {
    known ??= defaultRemote(git);
    return git([...PUSH, ...flags, '--end-of-options', known, ...refspecs]);
  };
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

/** The remote that a push of this branch goes to: refspecs cannot be given without one. */
function defaultRemote(git: OwnGit): string {
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
