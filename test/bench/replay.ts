// node test/bench/replay.ts: a month of builds under different rules: how long the line was stopped, how long of it
// for nothing, and how long it ran although it was broken. By chance with fixed seeds: the figures are always the same.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildRules } from '../../src/line/build.ts';
import { sqliteEngine } from '../../src/store/sqlite.ts';
import { replayMonth } from '../support/replay.ts';
import type { Replayed } from '../support/replay.ts';

const SEEDS = [1, 2];
const ALL_YEAR = '2027-01-01T00:00:00.000Z';
const KINDS: readonly (readonly [string, Partial<BuildRules>])[] = [
  ['as built in', {}],
  ['stopAfter: 2', { stopAfter: 2 }],
  ['quarantine', { quarantine: [{ test: 'login', until: ALL_YEAR }] }],
  ['retryResumes', { retryResumes: true }],
  ['quarantine, retryResumes', { quarantine: [{ test: 'login', until: ALL_YEAR }], retryResumes: true }],
];

const folder = mkdtempSync(join(tmpdir(), 'andon-replay-'));
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(7);

console.log(`${'rules'.padEnd(26)} pushes  stops  stopped  for nothing  ran broken`);
for (const [name, rules] of KINDS) {
  const months: Replayed[] = [];
  for (const seed of SEEDS) {
    const path = join(folder, `${KINDS.findIndex(([each]) => each === name)}-${seed}.db`);
    const engine = sqliteEngine({ path, busyTimeoutMs: 1_000, create: true });
    months.push(await replayMonth(rules, seed, engine));
    engine.close();
  }
  const mean = (key: keyof Replayed): number =>
    months.reduce((sum, month) => sum + month[key], 0) / months.length;
  console.log(
    `${name.padEnd(26)} ${mean('pushes').toFixed(0).padStart(6)}  ${mean('stops').toFixed(0).padStart(5)}  ${percent(mean('stopped'))}      ` +
      `${percent(mean('stoppedForNothing'))}     ${percent(mean('runningBroken'))}`,
  );
}
rmSync(folder, { recursive: true });
