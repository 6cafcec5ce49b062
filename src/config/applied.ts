// The configuration as it was applied: the one file the hook reads. Imports nothing but Node's own
// file system, because it runs at every push.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../push/policy.ts';
import type { LineEdit } from '../push/register-new-lines.ts';
import { AndonError, systemCodeOf } from '../text/andon-error.ts';
import type { ConfigProblem } from './problems.ts';
import type { SourcePrint } from './source-print.ts';

export interface Applied {
  readonly format: 1;
  readonly policy: Policy;
  /** Every file that has a say, those that do not exist included, as they were. */
  readonly sources: readonly SourcePrint[];
  /** The file of the whole server, so that the hook applies the layers that the admin applied. */
  readonly serverFile: string;
  /** The one file that was named instead of the usual ones. */
  readonly configFile?: string;
  readonly appliedAt: string;
  /** The edit that brought this configuration, as long as its new lines are not registered. */
  readonly edit?: LineEdit;
  /** A later state of the sources that could not be used: the hook need not try it again. */
  readonly rejected?: {
    readonly sources: readonly SourcePrint[];
    readonly problems: readonly ConfigProblem[];
  };
}

/** Returns where the applied configuration of a repository lies, whatever its `state` says. */
export function appliedPath(repositoryDir: string): string {
  return join(repositoryDir, 'andon', 'applied.json');
}

/**
 * Reads the applied configuration; undefined where none was applied yet.
 * @throws {AndonError} config-unreadable
 */
export function readApplied(repositoryDir: string): Applied | undefined {
  const path = appliedPath(repositoryDir);
  try {
    const applied = JSON.parse(readFileSync(path, 'utf8')) as Partial<Applied> | null;
    // The file is the admin's (ownership.ts), so its version is all there is to check.
    if (applied?.format === 1) return applied as Applied;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
  throw unreadable(path, new Error('it was written by another version'));
}

function unreadable(path: string, cause: unknown): AndonError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AndonError('config-unreadable', `Cannot read ${path}: ${reason}`, {
    kind: 'config',
    hints: ['andon config apply'],
    cause,
  });
}
