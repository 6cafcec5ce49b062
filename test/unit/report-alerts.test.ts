// What is translated enters the line that it is for.
import { beforeEach, describe, expect, it } from 'vitest';
import { report } from '../../src/alert/translation.ts';
import type { ToldAlert, Translated } from '../../src/alert/translation.ts';
import type { Policy } from '../../src/push/policy.ts';
import { reportAlerts } from '../../src/push/report-alerts.ts';
import type { AlertAnswer, AlertRoute } from '../../src/push/report-alerts.ts';
import { openBuildScene } from '../support/build-scene.ts';
import type { BuildScene } from '../support/build-scene.ts';
import { lineName, MAIN } from '../support/gate.ts';

const ALERT: ToldAlert = { key: 'a', severity: 'critical', state: 'firing', summary: 'ill' };
const DOCS = lineName('docs');

let scene: BuildScene;
beforeEach(async () => {
  scene = await openBuildScene();
});

async function take(
  translated: readonly Translated[],
  route: Partial<AlertRoute> = {},
): Promise<AlertAnswer> {
  const policy = { lines: [] } as Pick<Policy, 'lines'> as Policy;
  return reportAlerts(translated, { source: 'm', by: 'ci', ...route }, { store: scene.store, policy });
}

describe('reportAlerts()', () => {
  it('takes all of a payload in, and says what it could not take', async () => {
    const answer = await take(
      [
        report(ALERT),
        { kind: 'problem', problem: 'no fingerprint' },
        report({ ...ALERT, key: 'b', line: 'main' }),
        report({ ...ALERT, key: 'c', line: 'docs' }),
        report({ ...ALERT, key: 'd', line: 'no name' }),
        report({ ...ALERT, key: 'e', line: 'main', severity: 'warning' }),
      ],
      {},
    );
    expect(answer.problems).toEqual([
      'a does not say which line it is about',
      'no fingerprint',
      'c is about line "docs", and there is none',
      'd is about line "no name", and there is none',
    ]);
    expect((await scene.status()).stops).toMatchObject([
      { level: 'stop', alert: { source: 'm', key: 'b' } },
      { level: 'caution', alert: { source: 'm', key: 'e' } },
    ]);
  });

  it('lets the route outweigh what the monitor says', async () => {
    await take([report({ ...ALERT, line: 'docs' })], { line: MAIN, severity: 'warning' });
    expect((await scene.status()).stops).toMatchObject([{ line: MAIN, level: 'caution' }]);
    await expect(take([report({ ...ALERT, line: 'main' })], { line: DOCS })).rejects.toThrow('"docs"');
  });

  it('hears the same alert twice in one payload', async () => {
    const { entries } = await take([report(ALERT), report(ALERT)], { line: MAIN });
    expect(entries.map(({ kind }) => kind)).toEqual(['alert.reported', 'stop.opened']);
    expect(await take([report(ALERT)], { line: MAIN })).toEqual({ entries: [], problems: [], old: ['a'] });
  });

  it('hands a large payload over in parts, and says what had no room', async () => {
    const many = Array.from({ length: 150 }, (_, index) => report({ ...ALERT, key: `k${index}` }));
    const parts: number[] = [];
    const { store } = scene;
    const counting = {
      readLines: async () => store.readLines(),
      alert: async (...[reports, rulesOf]: Parameters<typeof store.alert>) => {
        parts.push(reports.length);
        return store.alert(reports, rulesOf);
      },
    };
    const route = { source: 'm', by: 'ci', line: MAIN };
    const answer = await reportAlerts(many, route, { store: counting, policy: { lines: [] } });
    expect(parts).toEqual([100, 50]);
    expect(answer.problems).toHaveLength(50);
    expect(answer.problems[0]).toBe('k100: alerts have 100 stops open on the line, and open no more');
  });

  it('writes nothing where nothing is reported', async () => {
    const { seq } = await scene.store.readHead();
    expect(await take([])).toEqual({ entries: [], problems: [], old: [] });
    expect((await scene.store.readHead()).seq).toBe(seq);
  });
});
