// Builds the repositories that the bench pushes to, in a folder that the caller removes.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from './measure.ts';

const ANDON = resolve('dist/andon');

/** What hooks see of the environment: no more than a hermetic git needs. */
export const ENVIRONMENT = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

/** A repository with andon installed and commits that wait to be pushed to `main`. */
export interface Scene {
  readonly gitDir: string;
  /** Where main is. */
  readonly base: string;
  /** Where the pushed commits end. */
  readonly tip: string;
  readonly preReceive: () => void;
  readonly refused: () => void;
  readonly settle: () => void;
  readonly andon: (...args: string[]) => void;
}

/** Builds a scene: `history` commits on main, `refs` other refs, `pushed` commits to push. */
export function buildScene(folder: string, size: { history: number; refs: number; pushed: number }): Scene {
  const gitDir = join(folder, `h${size.history}-r${size.refs}-p${size.pushed}.git`);
  mkdirSync(gitDir, { recursive: true });
  const env = { ...ENVIRONMENT, GIT_DIR: gitDir };
  const git = (args: string[], input = ''): string =>
    runCommand(['git', ...args], { env, input })
      .toString()
      .trim();
  git(['init', '--quiet', '--bare', '--initial-branch=main', gitDir]);
  git(['fast-import', '--quiet'], importStream('refs/heads/main', size.history, undefined));
  const base = git(['rev-parse', 'refs/heads/main']);
  git(['fast-import', '--quiet'], importStream('refs/scratch/pushed', size.pushed, base));
  const tip = git(['rev-parse', 'refs/scratch/pushed']);
  const lines = Array.from({ length: size.refs }, (_, index) => `create refs/other/r${index} ${base}\n`);
  git(['update-ref', '--stdin'], lines.join(''));
  git(['pack-refs', '--all']);
  git(['repack', '-adq', '--write-bitmap-index']);
  git(['commit-graph', 'write', '--reachable']);
  runCommand([ANDON, 'install', gitDir], { env: ENVIRONMENT });

  const input = `${base} ${tip} refs/heads/main\n`;
  const hook = (name: string, code: number): void => {
    runCommand([join(gitDir, 'hooks', name)], {
      cwd: gitDir,
      env: { ...ENVIRONMENT, GIT_DIR: '.' },
      input,
      code,
    });
  };
  return {
    gitDir,
    base,
    tip,
    preReceive: () => hook('pre-receive', 0),
    refused: () => hook('pre-receive', 1),
    // The refs stay where they are; what counts is that no open push is left for the next run.
    settle: () => {
      git(['update-ref', 'refs/heads/main', tip]);
      hook('post-receive', 0);
      git(['update-ref', 'refs/heads/main', base]);
      runCommand([ANDON, '--version'], { env: ENVIRONMENT });
      runCommand([ANDON, 'audit', 'reconcile', '--repo', gitDir], { env: ENVIRONMENT });
    },
    andon: (...args) => void runCommand([ANDON, ...args, '--repo', gitDir], { env: ENVIRONMENT }),
  };
}

function importStream(ref: string, count: number, from: string | undefined): string {
  const parts: string[] = [];
  for (let index = 0; index < count; index++) {
    const message = `feat: change number ${index}\n\nWhat it does and why, in a line or two of ordinary length,\nso that reading it takes what reading takes.\n\nReviewed-by: Dana <dana@example.org>\n`;
    parts.push(
      `commit ${ref}\ncommitter Dana <dana@example.org> ${1_700_000_000 + index} +0000\ndata ${Buffer.byteLength(message)}\n${message}`,
    );
    if (index === 0 && from !== undefined) parts.push(`from ${from}\n`);
    parts.push('\n');
  }
  return parts.join('');
}
