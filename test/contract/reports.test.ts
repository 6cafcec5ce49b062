// What builds and monitors tell the store, wherever it is.
import { beforeEach, describe, expect, it } from 'vitest';
import { ALERT_RULES } from '../../src/line/alert.ts';
import type { AlertRules } from '../../src/line/alert.ts';
import { BUILD_RULES } from '../../src/line/build.ts';
import type { Store } from '../../src/push/store.ts';
import { STORES } from '../support/stores.ts';
import { lineName, MAIN, oid } from '../support/gate.ts';
import { admission, REF, REPOSITORY, settlement, YES } from '../support/pushes.ts';

const TIME = Date.parse('2026-03-02T14:27:00Z');
const SIDE = 'refs/heads/side';

describe.each(STORES)('the store on %s', (_, openStore) => {
  let store: Store = undefined as never;
  beforeEach(async () => {
    store = await openStore(() => TIME);
  });

  describe('report(), sweep() and alert()', () => {
    const at = new Date(TIME).toISOString();
    const report = {
      line: MAIN,
      job: 'web',
      build: '1',
      revision: oid(1),
      status: 'failed',
      startedAt: at,
      trigger: 'push',
      by: 'ci',
      places: [{ repository: REPOSITORY, ref: REF, order: 0 }],
    } as const;
    const alert = {
      line: MAIN,
      source: 'cron',
      key: 'backup',
      severity: 'critical',
      state: 'firing',
      summary: 'none',
      by: 'cron',
    } as const;
    const resuming = (): AlertRules => ({ ...ALERT_RULES, autoResume: true });

    it('open a stop and close it, and say nothing twice', async () => {
      await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
      expect(await store.report(report, BUILD_RULES)).toHaveLength(2);
      expect(await store.report(report, BUILD_RULES)).toEqual([]);
      expect(await store.alert([alert], resuming)).toHaveLength(2);
      expect((await store.readLines()).statuses.get(MAIN)?.stops).toHaveLength(2);
      expect(await store.readJobs(MAIN)).toMatchObject([
        { job: 'web', state: { failures: [{ build: '1' }] } },
      ]);
      await land(store, 2);
      const { places: _, ...placed } = report;
      await store.report({ ...placed, build: '2', revision: oid(2), status: 'passed' }, BUILD_RULES);
      await store.alert([{ ...alert, state: 'resolved' }], resuming);
      expect((await store.readLines()).statuses.get(MAIN)?.status).toBe('running');
    });

    it('know where a push took a ref of the line, and what landed after it', async () => {
      await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
      for (const to of [1, 2, 3]) await land(store, to);
      const [first] = await store.readPlaces(MAIN, oid(1));
      expect(first).toMatchObject({ repository: REPOSITORY, ref: REF });
      expect(await store.readPlaces(MAIN, oid(9))).toEqual([]);
      const track = { repository: REPOSITORY, ref: REF };
      const after = await store.readArrivals(MAIN, { ...track, after: first?.order ?? 0 });
      expect(after.map(({ subject }) => subject)).toEqual(['r2', 'r3']);
      const upTo = after[0]?.order ?? 0;
      expect(await store.readArrivals(MAIN, { ...track, upTo })).toHaveLength(2);
      expect(await store.readArrivals(MAIN, { ...track, ref: SIDE })).toEqual([]);
    });

    it('refuse a place where nothing landed, and take one below what did', async () => {
      await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
      await land(store, 1);
      const [known] = await store.readPlaces(MAIN, oid(1));
      const order = known?.order ?? 0;
      const { seq } = await store.readHead();
      const stand = async (revision: number, place: object): Promise<unknown> =>
        store.report(
          { ...report, revision: oid(revision), places: [{ ...report.places[0], ...place }] },
          BUILD_RULES,
        );
      for (const place of [
        { order: Number.MAX_SAFE_INTEGER },
        { order: seq + 1, behind: 1 },
        { order: seq - 1, behind: 1 },
        { order, behind: 1, ref: SIDE },
        { order },
        { order, behind: 0 },
      ])
        await expect(stand(7, place)).rejects.toMatchObject({ code: 'value-invalid' });
      expect(await stand(7, { order, behind: 3 })).toMatchObject([{ place: { order, behind: 3 } }, {}]);
      // Of what has landed itself, the journal knows better.
      expect(await stand(1, { order: Number.MAX_SAFE_INTEGER })).toMatchObject([{ place: { order } }]);
    });

    it('refuse a line that is not there', async () => {
      await expect(store.report(report, BUILD_RULES)).rejects.toThrow('There is no line');
      await expect(store.alert([alert], resuming)).rejects.toThrow('There is no line');
      await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
      const lost = { ...alert, line: lineName('lost') };
      await expect(store.alert([alert, lost], resuming)).rejects.toThrow('There is no line');
      expect((await store.readLines()).statuses.get(MAIN)?.stops).toEqual([]);
      expect(await store.sweep(MAIN, { ...BUILD_RULES, overdueAfterMs: 1 })).toEqual([]);
    });
  });
});

/** Has a revision land on the line, above the one before. */
async function land(store: Store, to: number): Promise<void> {
  const move = { from: to - 1, to };
  const asked = admission(`p${to}`, [move], (await store.readHead()).seq);
  const updates = asked.updates.map((update) => ({ ...update, lines: [MAIN], subject: `r${to}` }));
  await store.admit({ ...asked, updates }, () => YES);
  await store.settle(settlement(`p${to}`, [move], 'landed'));
}
