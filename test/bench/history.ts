// node test/bench/history.ts: whole histories through the real hook, with every rule on. One of 20 000 commits
// with messages as people write them, and this project's own. Prints what it took against a push that nobody judges.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LINT_RULES } from '../../src/lint/registry.ts';
import { runCommand } from './measure.ts';
import { ENVIRONMENT } from './scenes.ts';

const COMMITS = 20_000;
const ANDON = resolve('dist/andon');
const folder = mkdtempSync(join(tmpdir(), 'andon-history-'));

/** The same sequence every time (a linear congruential generator, Numerical Recipes). */
let seed = 1;
function pick<T>(list: readonly T[]): T {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return list[Math.floor((seed / 2 ** 32) * list.length)]!;
}

const TYPES = ['feat', 'fix', 'docs', 'web', 'api(auth)', 'refactor!', 'wip', 'Merge branch', 'Revert "x"'];
const VERBS = ['add', 'fixed', 'Remove', 'renames', 'update', 'make', 'bump', 'WIP'];
const THINGS = [
  'the search box',
  'login über SSO',
  'ABC-123',
  'a flaky test.',
  '検索',
  'build 4711',
  'it ❤️',
];
const BODIES = [
  '',
  '\n\nWhy it is needed, in a line or two of ordinary length,\nso that reading takes what it takes.',
  `\n\n${'A line that somebody never broke, which goes on and on. '.repeat(8)}`,
  '\n\n- one\n- two\n\n    code that is quoted\n\nhttps://example.org/a/link/that/is/rather/long/and/cannot/be/broken/anywhere/at/all',
];
const TRAILERS = [
  '',
  '\n\nSigned-off-by: Dana <dana@example.org>',
  '\n\nFixes-Build: 17\nReviewed-by: Max <max@example.org>',
  '\nTicket: ABC-1',
];

function importStream(): string {
  const parts: string[] = [];
  for (let index = 0; index < COMMITS; index++) {
    const message = `${pick(TYPES)}: ${pick(VERBS)} ${pick(THINGS)}${pick(BODIES)}${pick(TRAILERS)}\n`;
    parts.push(
      `commit refs/heads/main\ncommitter Dana <dana@example.org> ${1_600_000_000 + index * 600} +0000\n` +
        `data ${Buffer.byteLength(message)}\n${message}\n`,
    );
  }
  return parts.join('');
}

function push(from: string, to: string): number {
  const start = performance.now();
  runCommand(['git', 'push', '-q', to, 'HEAD:refs/heads/main'], { cwd: from, env: ENVIRONMENT });
  return performance.now() - start;
}

function judge(name: string, from: string): void {
  const [plain, guarded] = [join(folder, `${name}-plain.git`), join(folder, `${name}.git`)];
  for (const gitDir of [plain, guarded])
    runCommand(['git', 'init', '-q', '--bare', '--initial-branch=main', gitDir], { env: ENVIRONMENT });
  mkdirSync(join(guarded, 'andon'));
  const rules = Object.fromEntries(LINT_RULES.map(({ id }) => [id, 'warn']));
  writeFileSync(join(guarded, 'andon.json'), JSON.stringify({ deadline: '10m', lint: rules }));
  runCommand([ANDON, 'install', guarded], { env: ENVIRONMENT });
  const times = [push(from, plain), push(from, guarded)];
  const { stdout } = {
    stdout: runCommand([ANDON, 'log', '--json', '--repo', guarded], { env: ENVIRONMENT }),
  };
  const entries = stdout
    .toString()
    .trim()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { kind: string; updates?: { commits: number }[]; moreFindings?: number },
    );
  const admitted = entries.find(({ kind }) => kind === 'push.admitted');
  if (admitted === undefined || !entries.some(({ kind }) => kind === 'push.settled'))
    throw new Error(`${name}: the push is not on record`);
  const [plainMs = NaN, guardedMs = NaN] = times;
  console.log(
    `${name}: ${admitted.updates?.[0]?.commits} commits, ${100 + (admitted.moreFindings ?? 0)} findings, ` +
      `${(guardedMs / plainMs).toFixed(2)}x a push that nobody judges (${Math.round(guardedMs)} ms against ${Math.round(plainMs)} ms)`,
  );
}

try {
  const history = join(folder, 'history.git');
  runCommand(['git', 'init', '-q', '--bare', '--initial-branch=main', history], { env: ENVIRONMENT });
  runCommand(['git', 'fast-import', '--quiet'], { cwd: history, env: ENVIRONMENT, input: importStream() });
  judge('generated', history);
  judge('own', resolve('.'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
