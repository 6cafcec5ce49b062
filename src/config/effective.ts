// The policy a push is judged by, as the hook asks for it. The everyday way is short: read one
// JSON file, look at the owners and times of its sources. Only a change loads the rest.
import { realpathSync } from 'node:fs';
import type { LineEdit } from '../push/register-new-lines.ts';
import { AndonError, systemCodeOf } from '../text/andon-error.ts';
import { appliedPath, readApplied, type Applied } from './applied.ts';
import { requireOwnership, trustedOwners } from './ownership.ts';
import type { ConfigProblem } from './problems.ts';
import { sourcesChanged } from './source-print.ts';

export interface Effective {
  readonly policy: Applied['policy'];
  /** What the admin has to hear of, although the push can be judged. */
  readonly warnings: readonly string[];
  /** What is applied, where an edit brought lines that the store has still to learn. */
  readonly pending?: Applied & { readonly edit: LineEdit };
}

/** Who runs, and when. */
export interface Runner {
  readonly uid: number;
  readonly now: Date;
}

/**
 * Returns the policy in force for a repository, and applies its configuration again where a
 * source has changed. A changed source that cannot be used leaves the last good one in force: an
 * edit with a slip in it must neither stop every push nor open the gate.
 * @throws {AndonError} config-absent, config-untrusted, config-unreadable
 */
export async function readPolicy(repositoryDir: string, runner: Runner): Promise<Effective> {
  try {
    return await readPolicyAt(realpathSync.native(repositoryDir), runner);
  } catch (error) {
    if (error instanceof AndonError || systemCodeOf(error) === undefined) throw error;
    throw new AndonError('config-unreadable', `Cannot read the configuration: ${(error as Error).message}`, {
      kind: 'config',
      cause: error,
    });
  }
}

async function readPolicyAt(repositoryDir: string, runner: Runner): Promise<Effective> {
  const owners = trustedOwners(repositoryDir, runner.uid);
  // Before it is read: what a stranger wrote is not even parsed.
  requireOwnership([appliedPath(repositoryDir)], owners);
  const applied = readApplied(repositoryDir);
  if (applied === undefined) {
    throw new AndonError('config-absent', `No configuration has been applied to ${repositoryDir}`, {
      kind: 'config',
      hints: ['andon config apply'],
    });
  }
  requireOwnership(
    applied.sources.map((source) => source.path),
    owners,
  );
  if (!sourcesChanged(applied) && !freezesRunOut(applied, runner.now)) return inEffect(applied);
  const { rejected } = applied;
  if (rejected !== undefined && !sourcesChanged(rejected)) return keep(applied, rejected.problems);
  return await applyAgain({ repositoryDir, applied, runner });
}

const RUNS_OUT_MS = 30 * 86_400_000;

/** Whether the calendar has to be worked out further, as it is known for some time ahead only. */
function freezesRunOut({ policy: { freezesKnownUntil } }: Applied, now: Date): boolean {
  return freezesKnownUntil !== undefined && Date.parse(freezesKnownUntil) - now.getTime() < RUNS_OUT_MS;
}

interface Change {
  readonly repositoryDir: string;
  readonly applied: Applied;
  readonly runner: Runner;
}

async function applyAgain({ repositoryDir, applied, runner }: Change): Promise<Effective> {
  const { tryApplyConfig } = await import('./apply.ts');
  try {
    const { configFile, serverFile } = applied;
    const outcome = await tryApplyConfig({
      repositoryDir,
      configFile,
      serverFile,
      former: applied,
      ...runner,
    });
    if (outcome.kind === 'applied') return inEffect(outcome.applied);
    return keep(applied, outcome.problems);
  } catch (error) {
    // The hook may run as a user that cannot read a source or write the result: an admin has to apply.
    if (!(error instanceof AndonError) || error.kind !== 'unavailable') throw error;
    const advice = error.hints.map((hint) => `; ${hint}`).join('');
    return inEffect(applied, [`${error.message}; ${inForce(applied)}${advice}`]);
  }
}

const MOST_PROBLEMS = 3;

function keep(applied: Applied, problems: readonly ConfigProblem[]): Effective {
  const files = [...new Set(problems.map((problem) => problem.file))];
  const warnings = files.map((file) => {
    const messages = problems.filter((problem) => problem.file === file).map((problem) => problem.message);
    const shown = messages.slice(0, MOST_PROBLEMS);
    if (messages.length > MOST_PROBLEMS) shown.push(`and ${messages.length - MOST_PROBLEMS} more`);
    return `${file} has been edited and cannot be used: ${shown.join('; ')}; ${inForce(applied)}`;
  });
  return inEffect(applied, warnings);
}

function inEffect(applied: Applied, warnings: readonly string[] = []): Effective {
  const { policy, edit } = applied;
  return edit === undefined ? { policy, warnings } : { policy, warnings, pending: { ...applied, edit } };
}

function inForce(applied: Applied): string {
  return `the configuration of ${applied.appliedAt} stays in force`;
}
