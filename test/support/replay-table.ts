// What a month comes to under different rules for builds, as the README has it. By chance with fixed seeds: the
// figures are always the same, whatever the engine.
import type { BuildRules } from '../../src/line/build.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { replayMonth } from './replay.ts';
import type { Replayed } from './replay.ts';

const SEEDS = [1, 2];
const QUARANTINE = { quarantine: [{ test: 'login', until: '2027-01-01T00:00:00.000Z' }] };

const KINDS = {
  'as built in': {},
  '`stopAfter: 2`': { stopAfter: 2 },
  'half the flakes quarantined': QUARANTINE,
  '`retryResumes`': { retryResumes: true },
  'both of these': { ...QUARANTINE, retryResumes: true },
} satisfies Record<string, Partial<BuildRules>>;

/** The means of some months, by what the admin says of builds. */
export type ReplayTable = Readonly<Record<keyof typeof KINDS, Replayed>>;

export async function replayAll(): Promise<ReplayTable> {
  const rows: [string, Replayed][] = [];
  for (const [name, rules] of Object.entries(KINDS)) {
    const months: Replayed[] = [];
    for (const seed of SEEDS) months.push(await replayMonth(rules, seed, memoryEngine()));
    rows.push([name, meanOf(months)]);
  }
  return Object.fromEntries(rows) as ReplayTable;
}

function meanOf(months: readonly Replayed[]): Replayed {
  const mean = (key: keyof Replayed): number =>
    months.reduce((sum, month) => sum + month[key], 0) / months.length;
  return {
    pushes: mean('pushes'),
    builds: mean('builds'),
    stops: mean('stops'),
    stopped: mean('stopped'),
    stoppedForNothing: mean('stoppedForNothing'),
    runningBroken: mean('runningBroken'),
  };
}

/** Formats the table in Markdown, its columns aligned. */
export function formatReplay(table: ReplayTable): string {
  const rows = [
    ['rules', 'stops', 'stopped', 'of that for nothing', 'ran though broken'],
    ...Object.entries(table).map(([name, { stops, stopped, stoppedForNothing, runningBroken }]) => {
      return [name, stops.toFixed(0), ...[stopped, stoppedForNothing, runningBroken].map(percent)];
    }),
  ];
  const widths = rows[0]?.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | '));
  const rule = widths.map((width) => '-'.repeat(width)).join(' | ');
  return lines
    .toSpliced(1, 0, rule)
    .map((line) => `| ${line} |`)
    .join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
