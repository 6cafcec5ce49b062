// npm run bench: what andon costs, as ratios measured interleaved in one run. Exits 1 when a limit is missed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENT, buildScene } from './scenes.ts';
import type { Scene } from './scenes.ts';
import { suspectsTime } from './suspects-time.ts';
import { fillJournal, verifyRate } from './journal-load.ts';
import { measure, peakMemory, runCommand } from './measure.ts';

interface Row {
  readonly what: string;
  readonly ratio: number;
  readonly limit: number;
  readonly note: string;
  /** `most`: a ratio up to the limit; `less`: a figure up to it; `least`: a figure that has to reach it. */
  readonly sense: 'most' | 'less' | 'least';
}

const ROUNDS = Number(process.env['ANDON_BENCH_ROUNDS'] ?? 31);
const folder = mkdtempSync(join(tmpdir(), 'andon-bench-'));
const rows: Row[] = [];
const emptyNode = {
  name: 'node',
  run: () => void runCommand([process.execPath, '-e', '0'], { env: ENVIRONMENT }),
};

function compare(
  what: string,
  [mine, other]: [string, string],
  times: ReadonlyMap<string, number>,
  limit: number,
): void {
  const [a, b] = [times.get(mine) ?? NaN, times.get(other) ?? NaN];
  rows.push({
    what,
    ratio: a / b,
    limit,
    sense: 'most',
    note: `${a.toFixed(1)} ms against ${b.toFixed(1)} ms`,
  });
}

try {
  const small = buildScene(folder, { history: 10, refs: 10, pushed: 1 });
  const running = measure([emptyNode, { name: 'hook', run: small.preReceive, after: small.settle }], ROUNDS);
  compare('pre-receive, 1 commit, against node -e 0', ['hook', 'node'], running, 1.5);

  const big = buildScene(folder, { history: 100_000, refs: 100_000, pushed: 1 });
  const sizes = measure(
    [
      { name: 'small', run: small.preReceive, after: small.settle },
      { name: 'big', run: big.preReceive, after: big.settle },
    ],
    ROUNDS,
  );
  compare('... 100 000 refs and commits against 10', ['big', 'small'], sizes, 1.2);

  small.andon('stop', 'main', '-m', '3 tests red in build 4711');
  const stopped = measure([emptyNode, { name: 'refused', run: small.refused }], ROUNDS);
  compare('pre-receive, refused by a stop, against node -e 0', ['refused', 'node'], stopped, 1.6);
  small.andon('resume', 'main', '-m', 'fixed');

  const full = buildScene(folder, { history: 11, refs: 10, pushed: 1 });
  await fillJournal(join(full.gitDir, 'andon', 'store.db'), 1_000_000);
  const journals = measure(
    [
      { name: 'empty', run: small.preReceive, after: small.settle },
      { name: 'full', run: full.preReceive, after: full.settle },
    ],
    ROUNDS,
  );
  compare('... a journal of 1 000 000 entries against an empty one', ['full', 'empty'], journals, 1.2);
  let builds = 0;
  const REPORT = 'ci report --line main --job web --status passed --started 1'.split(' ');
  const report = ({ andon, base }: Scene): void =>
    andon(...REPORT, '--build', `b${++builds}`, '--revision', base);
  const reports = measure(
    [
      { name: 'empty', run: () => report(small) },
      { name: 'full', run: () => report(full) },
    ],
    ROUNDS,
  );
  compare('andon ci report, 1 000 000 entries against an empty one', ['full', 'empty'], reports, 1.2);
  rows.push({
    what: 'suspects of a stop over 10 000 pushes, ms in process',
    ratio: await suspectsTime(join(folder, 'suspects.db'), 10_000),
    limit: 50,
    sense: 'less',
    note: '',
  });
  const rate = await verifyRate(join(full.gitDir, 'andon', 'store.db'));
  rows.push({
    what: 'andon audit verify, entries a second',
    ratio: rate,
    limit: 100_000,
    sense: 'least',
    note: '',
  });

  const many = buildScene(folder, { history: 10, refs: 10, pushed: 10_000 });
  const env = { ...ENVIRONMENT, GIT_DIR: many.gitDir };
  const plainGit = (): void => {
    const oids = runCommand(['git', 'rev-list', many.tip, `^${many.base}`], { env });
    runCommand(['git', 'cat-file', '--batch'], { env, input: oids });
  };
  const bulk = measure(
    [
      { name: 'git', run: plainGit },
      { name: 'hook', run: many.preReceive, after: many.settle },
    ],
    ROUNDS,
  );
  compare('pre-receive, 10 000 commits, against rev-list + cat-file', ['hook', 'git'], bulk, 2);
  const peak = await peakMemory(join(many.gitDir, 'hooks', 'pre-receive'), {
    cwd: many.gitDir,
    env: { ...ENVIRONMENT, GIT_DIR: '.' },
    input: `${many.base} ${many.tip} refs/heads/main\n`,
  });
  rows.push({
    what: '... its memory at most, in MB',
    ratio: peak / 1024,
    limit: 200,
    sense: 'less',
    note: '',
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

let missed = 0;
for (const { what, ratio, limit, sense, note } of rows) {
  const good = sense === 'least' ? ratio >= limit : ratio <= limit;
  if (!good) missed += 1;
  const figure = sense === 'most' ? `${ratio.toFixed(2)}x` : Math.round(ratio).toLocaleString('en');
  const bound = `${sense === 'least' ? 'at least' : 'at most'} ${limit.toLocaleString('en')}${sense === 'most' ? 'x' : ''}`;
  console.log(
    `${good ? 'ok    ' : 'MISSED'} ${what.padEnd(58)} ${figure.padStart(9)}  ${bound.padEnd(18)} ${note}`,
  );
}
process.exitCode = missed === 0 ? 0 : 1;
