// A month of builds, again and again under other rules: what the README says of them is so.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatReplay, replayAll } from '../support/replay-table.ts';
import type { ReplayTable } from '../support/replay-table.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

let table: ReplayTable;
beforeAll(async () => {
  table = await replayAll();
});

describe('a month of builds', () => {
  it('comes to what the README says', () => {
    expect(/^\| rules +\| stops [^]*?(?=\n\n)/m.exec(README)?.[0]).toBe(formatReplay(table));
    for (const { pushes, builds } of Object.values(table)) {
      expect(pushes).toBeGreaterThan(1_700);
      expect(pushes).toBeLessThan(1_800);
      expect(builds).toBeGreaterThan(2 * pushes);
    }
  });

  it('stops the line seldom, and leaves it broken for longer nowhere but with stopAfter', () => {
    for (const [name, { stopped, stoppedForNothing, runningBroken }] of Object.entries(table)) {
      expect(stopped).toBeLessThan(0.08);
      expect(stoppedForNothing).toBeLessThan(0.05);
      expect(runningBroken).toBeLessThan(name.includes('stopAfter') ? 0.04 : 0.015);
    }
  });

  it('is stopped less for nothing with each setting that forgives flakes', () => {
    const plain = table['as built in'];
    const [twice, both] = [table['`stopAfter: 2`'], table['both of these']];
    const [quarantined, retried] = [table['half the flakes quarantined'], table['`retryResumes`']];
    expect(twice.stoppedForNothing).toBeLessThan(plain.stoppedForNothing / 2);
    expect(twice.runningBroken).toBeGreaterThan(plain.runningBroken * 2);
    for (const forgiving of [quarantined, retried]) {
      expect(forgiving.stoppedForNothing).toBeLessThan(plain.stoppedForNothing * 0.8);
      expect(both.stoppedForNothing).toBeLessThan(forgiving.stoppedForNothing * 0.9);
    }
    // A retry ends a stop sooner, and a quarantine prevents it.
    expect(quarantined.stops).toBeLessThan(plain.stops * 0.8);
    expect(Math.abs(retried.stops - plain.stops)).toBeLessThan(plain.stops * 0.05);
  });
});
