import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD } from '../../src/journal/chain.ts';
import { repositoryPrefix } from '../../src/journal/view-table.ts';
import type { Engine, SideName } from '../../src/store/engine.ts';
import { record } from '../../src/store/record.ts';
import { ENGINES, openPostgres } from '../support/engines.ts';
import { newDatabase } from '../support/postgres.ts';

const AT = '2026-03-02T14:27:00Z';

async function adopt(engine: Engine, refs: readonly string[]): Promise<void> {
  await engine.write((transaction) => {
    for (const ref of refs)
      record(transaction, [{ kind: 'ref.adopted', repository: '/r', ref, value: null }], AT);
  });
}

const BARE: typeof ENGINES = [['postgres', async () => openPostgres(await newDatabase())]];

describe.each([...ENGINES, ...BARE])('the engine %s', (_, openEngine) => {
  const listTips = async (engine: Engine, prefix = ''): Promise<readonly string[]> => {
    const repository = repositoryPrefix('/r');
    const rows = await engine.read(({ views }) => views.list('tip', repository + prefix));
    return rows.map(({ key }) => key.slice(repository.length));
  };

  it('keeps nothing of a write that throws, at the engine', async () => {
    const engine = await openEngine();
    const broken = engine.write((transaction) => {
      record(transaction, [{ kind: 'ref.adopted', repository: '/r', ref: 'a', value: null }], AT);
      transaction.side('session').put('a', '1');
      throw new TypeError('mine');
    });
    await expect(broken).rejects.toThrow(new TypeError('mine'));
    expect(await listTips(engine)).toEqual([]);
    expect(await engine.head()).toEqual(EMPTY_HEAD);
    expect(await engine.read(({ side }) => side('session').list())).toEqual([]);
    await adopt(engine, ['b']);
    expect(await listTips(engine)).toEqual(['b']);
    expect((await engine.head()).seq).toBe(1);
  });

  it('shows a transaction what it has written itself', async () => {
    const engine = await openEngine();
    await adopt(engine, ['a', 'c']);
    await engine.write((transaction) => {
      const { views, head, entries, side } = transaction;
      record(transaction, [{ kind: 'ref.adopted', repository: '/r', ref: 'b', value: null }], AT);
      const key = (ref: string): string => repositoryPrefix('/r') + ref;
      expect(views.list('tip', key('')).map((row) => row.key)).toEqual(['a', 'b', 'c'].map(key));
      const range = { from: key('b'), to: key('b') };
      expect(views.list('tip', key(''), range).map((row) => row.key)).toEqual([key('b')]);
      expect(views.get('tip', key('b'))).toContain('"seq":3');
      views.remove('tip', key('c'));
      expect(views.get('tip', key('c'))).toBeUndefined();
      expect(views.list('tip').map((row) => row.key)).toEqual(['a', 'b'].map(key));
      expect(head().seq).toBe(3);
      const seqs = (newestFirst: boolean, limit: number): readonly number[] =>
        entries({ afterSeq: 0, newestFirst, limit }).map(({ seq }) => seq);
      expect([seqs(false, 9), seqs(true, 2), seqs(false, 2)]).toEqual([
        [1, 2, 3],
        [3, 2],
        [1, 2],
      ]);
      expect(entries({ afterSeq: 1, beforeSeq: 3, newestFirst: false, limit: 9 })).toHaveLength(1);
      side('answer').put('k', 'v');
      expect(side('answer').get('k')).toBe('v');
    });
  });

  it('lists views by prefix, in the order of their bytes', async () => {
    const engine = await openEngine();
    const refs = ['b', 'a 2', 'a 10', 'a', 'ab', 'a \u{1f600}', 'a \uffee', 'a é'];
    await adopt(engine, refs);
    expect(await listTips(engine, 'a ')).toEqual(['a 10', 'a 2', 'a é', 'a \uffee', 'a \u{1f600}']);
    expect(await listTips(engine)).toHaveLength(refs.length);
    expect(await engine.read(({ views }) => views.list('line'))).toEqual([]);
  });

  it.each<SideName>(['delivery', 'about', 'answer', 'schedule', 'session'])(
    'keeps %s beside the journal',
    async (name) => {
      const engine = await openEngine();
      const list = async (): Promise<unknown> =>
        engine.read(({ side }) =>
          side(name)
            .list()
            .map(({ key, value }) => `${key}=${value}`),
        );
      expect(await list()).toEqual([]);
      await engine.write(({ side }) => {
        for (const key of ['b', '\u{1f600}', 'a', '\uffee', '']) side(name).put(key, `of ${key}`);
      });
      expect(await list()).toEqual([
        '=of ',
        'a=of a',
        'b=of b',
        '\uffee=of \uffee',
        '\u{1f600}=of \u{1f600}',
      ]);
      await engine.write(({ side }) => {
        side(name).put('b', 'other');
        side(name).remove('a');
        expect(side(name).get('a')).toBeUndefined();
        side(name).removeBefore('a');
        side(name).remove('never there');
        // Both of one row, in this order.
        side(name).put('B', 'below');
        side(name).removeBefore('C');
        side(name).put('B', 'again');
        side(name).remove('B');
        expect(side(name).list()).toHaveLength(3);
      });
      expect(await list()).toEqual(['b=other', '\uffee=of \uffee', '\u{1f600}=of \u{1f600}']);
      expect(await engine.read(({ side }) => [side(name).get('b'), side(name).get('a')])).toEqual([
        'other',
        undefined,
      ]);
    },
  );
});
