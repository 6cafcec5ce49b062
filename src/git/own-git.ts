// The git of the person who runs this, in the folder where they work: with their keys, their settings, their
// hooks and their way to a remote. Nothing here has to be kept from them, and they wait as long as it takes.
import { spawnSync } from 'node:child_process';
import { AndonError } from '../text/andon-error.ts';
import type { Environment } from './run-git.ts';

export interface OwnPlace {
  readonly folder: string;
  readonly environment: Environment;
}

export interface OwnGitRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs to the end; the exit code is the caller's to judge.
 * @throws {AndonError} `git-missing`
 */
export type OwnGit = (args: readonly string[], input?: string) => OwnGitRun;

const MOST_BYTES = 16 * 1024 * 1024;

/** Ties the developer's git to a folder. */
export function openOwnGit({ folder, environment }: OwnPlace): OwnGit {
  return (args, input = '') => {
    const { status, stdout, stderr, error } = spawnSync('git', args, {
      cwd: folder,
      // Its messages are read by a program, and nobody is there to edit one.
      env: { ...environment, LC_ALL: 'C', GIT_TRACE: '0', GIT_EDITOR: 'true' },
      input,
      encoding: 'utf8',
      maxBuffer: MOST_BYTES,
    });
    if (error !== undefined)
      throw new AndonError('git-missing', 'git cannot be started', { kind: 'internal', cause: error });
    return { code: status ?? 128, stdout, stderr };
  };
}
