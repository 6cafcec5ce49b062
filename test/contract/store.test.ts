import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_HEAD } from '../../src/journal/chain.ts';
import { verifyJournal } from '../../src/push/verify-journal.ts';
import type { EntryQuery, SpooledEvent, Store } from '../../src/push/store.ts';
import { MAIN, oid } from '../support/gate.ts';
import {
  admission,
  admit,
  headOf,
  look,
  NO,
  openPushes,
  readAll,
  REF,
  REPOSITORY,
} from '../support/pushes.ts';
import { STORES } from '../support/stores.ts';
import { settlement, story, tipOf, YES } from '../support/pushes.ts';

const TIME = Date.parse('2026-03-02T14:27:00Z');
const GO = { from: 1, to: 2 };
const SIDE = 'refs/heads/side';

describe.each(STORES)('the store on %s', (_, openStore) => {
  let store: Store = undefined as never;
  beforeEach(async () => {
    store = await openStore(() => TIME);
  });

  it('starts empty', async () => {
    expect(await store.readHead()).toEqual(EMPTY_HEAD);
    expect(await readAll(store)).toEqual([]);
    expect(await store.readStop(1)).toBeUndefined();
  });

  describe('admit()', () => {
    it('records an admission as an intent, and a refusal as nothing more than an entry', async () => {
      await admit(store, 'a', GO);
      expect(await store.admit(admission('b', [GO], 1), () => NO)).toMatchObject({ judgement: NO, seq: 2 });
      expect(await story(store)).toEqual(['a admitted', 'b refused']);
      expect(await store.readIntents(REPOSITORY)).toMatchObject([
        { push: 'a', seq: 1, pusher: 'dana', seen: {} },
      ]);
      expect(await store.readIntents('/srv/a')).toEqual([]);
      expect(await tipOf(store)).toBe(oid(1));
    });

    it('judges by the stops of this very moment', async () => {
      await register();
      await stopMain();
      const answer = await store.admit(admission('a', [GO], 9), ({ statuses, now }) => {
        expect(now).toBe('2026-03-02T14:27:00.000Z');
        return statuses.get(MAIN)?.status === 'stopped' ? NO : YES;
      });
      expect(answer).toMatchObject({ kind: 'judged', judgement: { accept: false } });
    });

    it('asks to look again when a ref was recorded after it was read', async () => {
      await admit(store, 'a', GO);
      await store.settle(settlement('a', [GO], 'landed'));
      expect(await store.admit(admission('b', [GO], 1), () => YES)).toEqual({ kind: 'look-again', basis: 2 });
      expect(await store.admit(admission('b', [{ from: 2, to: 3 }], 2), () => YES)).toMatchObject({ seq: 3 });
    });

    it('leaves nothing when the judge throws', async () => {
      await admit(store, 'a', GO);
      const before = await readAll(store);
      const judge = (): never => {
        throw new Error('judge broke');
      };
      // The drift of the ref is recorded first, in the same transaction.
      await expect(store.admit(admission('b', [{ from: 7, to: 8 }], 1), judge)).rejects.toThrow(
        'judge broke',
      );
      expect(await readAll(store)).toEqual(before);
      expect([await tipOf(store), (await store.readHead()).seq]).toEqual([oid(1), 1]);
    });
  });

  describe('settle()', () => {
    it('closes the intent and moves the tip, once', async () => {
      await admit(store, 'a', GO);
      for (let times = 0; times < 2; times++) await store.settle(settlement('a', [GO], 'landed'));
      expect(await story(store)).toEqual(['a admitted', 'a landed (post-receive)']);
      expect([await openPushes(store), await tipOf(store)]).toEqual([[], oid(2)]);
    });

    it('keeps the tip where nothing landed, and ignores a push it does not know', async () => {
      await admit(store, 'a', GO);
      await store.settle(settlement('a', [GO], 'not-landed'));
      await store.settle(settlement('x', [GO], 'landed'));
      expect([await tipOf(store), (await store.readHead()).seq]).toEqual([oid(1), 2]);
    });
  });

  describe('reconcile()', () => {
    it('settles a push whose client hung up, by what the next push sees', async () => {
      await admit(store, 'a', GO);
      await admit(store, 'b', { from: 2, to: 3 });
      expect(await story(store)).toEqual(['a admitted', 'a landed (reconcile)', 'b admitted']);
      expect(await openPushes(store)).toEqual(['b']);
    });

    it('lets a late post-receive change nothing', async () => {
      await admit(store, 'a', GO);
      expect(await look(store, { [REF]: 2 }, ['a'])).toEqual(['a landed (reconcile)']);
      await admit(store, 'b', { from: 2, to: 3 });
      await store.settle(settlement('b', [{ from: 2, to: 3 }], 'landed'));
      const before = await readAll(store);
      await store.settle(settlement('a', [GO], 'landed'));
      expect([await readAll(store), await tipOf(store)]).toEqual([before, oid(3)]);
    });

    it('keeps apart what landed from what another then rewound', async () => {
      await admit(store, 'a', GO);
      await admit(store, 'b', { from: 2, to: 1 });
      expect(await look(store, { [REF]: 1 }, ['a', 'b'])).toEqual(['b landed (reconcile)']);
      expect(await story(store)).toContain('a landed (reconcile)');
      expect(await tipOf(store)).toBe(oid(1));
    });

    it('takes one of two identical pushes for the one that landed', async () => {
      await admit(store, 'a', GO);
      await admit(store, 'b', GO);
      await store.settle(settlement('b', [GO], 'landed'));
      expect(await look(store, { [REF]: 2 }, ['a'])).toEqual(['a not-landed (reconcile)']);
    });

    it('corrects whom it presumed when the push that did it says so', async () => {
      await admit(store, 'a', GO, { ref: SIDE, ...GO });
      await admit(store, 'b', GO);
      expect(await look(store, { [REF]: 2 })).toEqual(['a landed (reconcile)']);
      await store.settle(settlement('b', [GO], 'landed'));
      expect((await story(store)).slice(-2)).toEqual([
        'a not-landed (correction)',
        'b landed (post-receive)',
      ]);
      expect([await tipOf(store), await openPushes(store)]).toEqual([oid(2), ['a']]);
      expect(await look(store, { [REF]: 2, [SIDE]: 1 }, ['a'])).toEqual(['a not-landed (reconcile)']);
    });

    it('corrects nobody for a push that failed, or that moved the ref elsewhere', async () => {
      await admit(store, 'a', GO);
      await admit(store, 'b', GO);
      await admit(store, 'c', { from: 1, to: 3 });
      expect(await look(store, { [REF]: 2 })).toEqual(['a landed (reconcile)']);
      await store.settle(settlement('b', [GO], 'not-landed'));
      await store.settle(settlement('c', [{ from: 1, to: 3 }], 'landed'));
      expect((await story(store)).filter((words) => words.includes('correction'))).toEqual([]);
    });

    it('gives a move to one of two identical pushes that are both gone', async () => {
      await admit(store, 'a', GO);
      await admit(store, 'b', GO);
      expect(await look(store, { [REF]: 2 }, ['a', 'b'])).toEqual([
        'a landed (reconcile)',
        'b not-landed (reconcile)',
      ]);
    });

    it('settles a delete and a creation', async () => {
      await admit(store, 'a', { from: 1, to: 0 });
      expect(await look(store, { [REF]: 0 }, ['a'])).toEqual(['a landed (reconcile)']);
      await admit(store, 'b', { from: 0, to: 5 });
      expect(await look(store, { [REF]: 5 }, ['b'])).toEqual(['b landed (reconcile)']);
      expect(await tipOf(store)).toBe(oid(5));
    });

    it('settles each ref of a push by itself', async () => {
      await admit(store, 'a', GO, { ...GO, ref: SIDE });
      expect(await look(store, { [REF]: 2 }, ['a'])).toEqual(['a landed (reconcile)']);
      expect(await openPushes(store)).toEqual(['a']);
      expect(await look(store, { [SIDE]: 1 }, ['a'])).toEqual(['a not-landed (reconcile)']);
      expect(await openPushes(store)).toEqual([]);
    });

    it('cannot tell of an update that asked for what was there', async () => {
      await admit(store, 'a', { from: 1, to: 1 });
      expect(await look(store, { [REF]: 1 }, ['a'])).toEqual(['a unclear (reconcile)']);
    });

    it('records drift that no push explains', async () => {
      await store.adopt(REPOSITORY, [{ ref: REF, value: oid(1) }]);
      expect(await look(store, { [REF]: 9, 'refs/heads/never-seen': 4 })).toEqual([`drifted ${REF}`]);
      expect(await look(store, { [REF]: 9 })).toEqual([]);
      expect(await tipOf(store)).toBe(oid(9));
    });

    it('leaves a push alone that may still be under way, and a ref recorded after it was read', async () => {
      await admit(store, 'a', GO);
      expect(await look(store, { [REF]: 1 })).toEqual([]);
      await store.settle(settlement('a', [GO], 'landed'));
      const stale = {
        repository: REPOSITORY,
        dead: [],
        observations: [{ ref: REF, value: oid(1) }],
        basis: 1,
      };
      expect(await store.reconcile(stale)).toEqual([]);
    });
  });

  describe('adopt()', () => {
    it('records only what is new', async () => {
      await store.adopt(REPOSITORY, [{ ref: REF, value: oid(1) }]);
      await store.adopt(REPOSITORY, [
        { ref: REF, value: oid(2) },
        { ref: SIDE, value: null },
      ]);
      expect([await tipOf(store), await tipOf(store, SIDE)]).toEqual([oid(1), null]);
    });
  });

  describe('command()', () => {
    it('opens, claims, amends and lifts', async () => {
      await register();
      await stopMain();
      await stopMain();
      await store.command({ kind: 'claim', stop: 1, by: 'dana', eta: '2026-03-02T15:00:00.000Z' });
      await store.command({ kind: 'amend', stop: 1, by: 'dana', summary: 'linker' });
      await store.command({ kind: 'lift', target: { stop: 2 }, by: 'dana', reason: 'twin' });
      const { statuses, repositories } = await store.readLines();
      expect(repositories).toEqual(new Map([[MAIN, [REPOSITORY]]]));
      expect(statuses.get(MAIN)?.stops).toMatchObject([
        { number: 1, summary: 'linker', claim: { by: 'dana' } },
      ]);
      expect(await store.readStop(2)).toMatchObject({ lifted: { by: 'dana', reason: 'twin' } });
      const unseen = { line: MAIN, seen: [2] };
      expect(await store.command({ kind: 'lift', target: unseen, by: 'dana', reason: 'r' })).toEqual([]);
      await store.command({ kind: 'lift', target: { line: MAIN }, by: 'dana', reason: 'r' });
      expect((await store.readLines()).statuses.get(MAIN)?.status).toBe('running');
      await stopMain();
      expect(await store.readStop(3)).toBeDefined();
    });

    it('refuses what decide() refuses, and leaves nothing', async () => {
      await expect(stopMain()).rejects.toThrow(expect.objectContaining({ code: 'line-unknown' }));
      expect(await store.readHead()).toEqual(EMPTY_HEAD);
    });
  });

  describe('takeIn()', () => {
    const happenedAt = '2026-03-01T00:00:00.000Z';
    const admitted: SpooledEvent = {
      kind: 'admission',
      admission: admission('a', [GO], 0),
      judgement: YES,
      happenedAt,
    };
    const settled: SpooledEvent = {
      kind: 'settlement',
      settlement: settlement('a', [GO], 'landed'),
      happenedAt,
    };

    it('takes each name in once', async () => {
      const spooled = [
        { name: '1', event: admitted },
        { name: '2', event: settled },
      ];
      await store.takeIn(spooled);
      await store.takeIn(spooled);
      await store.takeIn([...spooled, { name: '3', event: settled }]);
      expect(await story(store)).toEqual(['a admitted', 'a landed (post-receive)']);
      expect(JSON.parse((await readAll(store))[0]?.body ?? '')).toMatchObject({ spooled: '1', happenedAt });
      expect([await openPushes(store), await tipOf(store)]).toEqual([[], oid(2)]);
    });
  });

  describe('readWaiting()', () => {
    it('names who was refused by a line, until it runs', async () => {
      await register();
      await stopMain();
      const finding = { rule: 'line-stopped', severity: 'error', message: 'STOPPED', ref: REF } as const;
      const refused = { ...admission('a', [GO], 9), pusher: 'zoë' };
      const updates = refused.updates.map((update) => ({ ...update, lines: [MAIN] }));
      await store.admit({ ...refused, updates }, () => ({ ...NO, findings: [finding] }));
      expect(await store.readWaiting(MAIN)).toEqual(['zoë']);
      await store.command({ kind: 'lift', target: { line: MAIN }, by: 'dana', reason: 'green' });
      expect(await store.readWaiting(MAIN)).toEqual([]);
    });
  });

  describe('readEntries()', () => {
    it.each<[EntryQuery, string]>([
      [{}, '1..2345'],
      [{ newestFirst: true }, '2345..1'],
      [{ limit: 1001 }, '1..1001'],
      [{ limit: 0 }, ''],
      [{ afterSeq: 2340 }, '2341..2345'],
      [{ afterSeq: 2340, newestFirst: true }, '2345..2341'],
      [{ afterSeq: 1000, limit: 1000 }, '1001..2000'],
      [{ newestFirst: true, limit: 1001 }, '2345..1345'],
      [{ afterSeq: 2345 }, ''],
      [{ beforeSeq: 2000, newestFirst: true, limit: 1500 }, '1999..500'],
      [{ beforeSeq: 1500 }, '1..1499'],
      [{ beforeSeq: 1, newestFirst: true }, ''],
    ])('%j gives %s', async (query, expected) => {
      const names = Array.from({ length: 2_345 }, (_, index) => ({
        ref: `refs/heads/${index}`,
        value: null,
      }));
      await store.adopt(REPOSITORY, names);
      const [first = NaN, ...rest] = (await readAll(store, query)).map(({ seq }) => seq);
      const step = query.newestFirst === true ? -1 : 1;
      expect(rest.every((seq, index) => seq === first + step * (index + 1))).toBe(true);
      expect(Number.isNaN(first) ? '' : `${first}..${rest.at(-1)}`).toBe(expected);
    });

    it('reads what verifies against the head', async () => {
      await admit(store, 'a', GO);
      await admit(store, 'b', { from: 2, to: 3 });
      expect(headOf(await readAll(store))).toEqual(await store.readHead());
      expect(await verifyJournal(store)).toEqual({ kind: 'intact', head: await store.readHead() });
    });
  });

  async function register(): Promise<void> {
    await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
  }
  async function stopMain(): Promise<void> {
    const stop = { line: MAIN, level: 'stop', cause: 'person', summary: 's', by: 'dana' } as const;
    await store.command({ kind: 'open', ...stop });
  }
});
