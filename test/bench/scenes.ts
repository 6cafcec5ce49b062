// Builds the repositories that the bench pushes to, in a folder that the caller removes.
import { mkdirSync, writeFileSync } from 'node:fs';
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
  /** Lets the admitted push land, and takes it back by another one, so that it can be made again. */
  readonly settle: () => void;
  readonly andon: (...args: string[]) => void;
}

/** Builds a scene: `history` commits on main, `refs` other refs, `pushed` commits to push; `config` is its andon.yaml. */
export function buildScene(
  folder: string,
  size: { history: number; refs: number; pushed: number },
  config = '',
): Scene {
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
  if (config !== '') writeFileSync(join(gitDir, 'andon.yaml'), config);
  runCommand([ANDON, 'install', gitDir], { env: ENVIRONMENT });

  const hook = (name: string, [from, to]: readonly [string, string], code = 0): void => {
    runCommand([join(gitDir, 'hooks', name)], {
      cwd: gitDir,
      env: { ...ENVIRONMENT, GIT_DIR: '.' },
      input: `${from} ${to} refs/heads/main\n`,
      code,
    });
  };
  const land = (from: string, to: string): void => {
    git(['update-ref', 'refs/heads/main', to, from]);
    hook('post-receive', [from, to]);
  };
  return {
    gitDir,
    base,
    tip,
    preReceive: () => hook('pre-receive', [base, tip]),
    refused: () => hook('pre-receive', [base, tip], 1),
    settle: () => {
      land(base, tip);
      hook('pre-receive', [tip, base]);
      land(tip, base);
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
