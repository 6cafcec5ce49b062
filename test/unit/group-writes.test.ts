import { expect, it } from 'vitest';
import { EMPTY_HEAD } from '../../src/journal/chain.ts';
import type { Engine, WriteTransaction } from '../../src/store/engine.ts';
import { groupWrites } from '../../src/store/group-writes.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';

function counted(): { engine: Engine; count: () => number } {
  const inner = memoryEngine();
  let writes = 0;
  const write: Engine['write'] = async (work) => {
    writes++;
    return inner.write(work);
  };
  return { engine: { ...inner, write }, count: () => writes };
}

const put =
  (key: string) =>
  ({ side }: WriteTransaction): readonly string[] => {
    side('answer').put(key, key);
    return side('answer')
      .list()
      .map((row) => row.key);
  };

it('writes in one transaction what comes at once, each after the other', async () => {
  const { engine, count } = counted();
  const grouped = groupWrites(engine);
  const results = await Promise.all(['a', 'b', 'c'].map(async (key) => grouped.write(put(key))));
  expect(results).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c']]);
  expect(count()).toBe(1);
  expect(await grouped.write(put('d'))).toHaveLength(4);
  expect(count()).toBe(2);
});

it('keeps nothing of what fails, and all of what was with it', async () => {
  const { engine } = counted();
  const grouped = groupWrites(engine);
  const broken = async (): Promise<unknown> =>
    grouped.write((transaction) => {
      transaction.append([{ seq: 1, body: '{}', hash: 'x' }]);
      put('broken')(transaction);
      throw new TypeError('mine');
    });
  const results = await Promise.allSettled([grouped.write(put('a')), broken(), grouped.write(put('b'))]);
  expect(results).toEqual([
    { status: 'fulfilled', value: ['a'] },
    { status: 'rejected', reason: new TypeError('mine') },
    { status: 'fulfilled', value: ['a', 'b'] },
  ]);
  expect(await grouped.head()).toEqual(EMPTY_HEAD);
});

it('fails all of them where the database fails, and goes on', async () => {
  const { engine } = counted();
  let fails = true;
  const failing: Engine = {
    ...engine,
    write: async (work) =>
      engine.write((transaction) => {
        const result = work(transaction);
        if (fails) throw new TypeError('disk full');
        return result;
      }),
  };
  const grouped = groupWrites(failing);
  const results = await Promise.allSettled([grouped.write(put('a')), grouped.write(put('b'))]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect(await grouped.write(put('c'))).toEqual(['c']);
});

it('takes a crowd in pieces', async () => {
  const { engine, count } = counted();
  const grouped = groupWrites(engine);
  await Promise.all(Array.from({ length: 600 }, async (_, key) => grouped.write(put(`${key}`))));
  expect(count()).toBe(3);
  expect(await grouped.read(({ side }) => side('answer').list().length)).toBe(600);
});
