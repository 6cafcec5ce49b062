import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Engine } from '../../src/store/engine.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { rememberViews } from '../../src/store/remember-views.ts';

/** An engine that counts how often it was read. */
function counted(): { engine: Engine; reads: () => number; append: (value: string) => Promise<void> } {
  const inner = memoryEngine();
  let reads = 0;
  const engine: Engine = {
    ...inner,
    read: async (work) => {
      reads++;
      return inner.read(work);
    },
  };
  let seq = 0;
  const append = async (value: string): Promise<void> =>
    inner.write((transaction) => {
      transaction.append([{ seq: ++seq, body: '{}', hash: `hash ${seq}` }]);
      transaction.views.put('line', 'a', value);
    });
  return { engine, reads: () => reads, append };
}

it('reads once at a head what is asked for twice, and again when another process has written', async () => {
  const { engine, reads, append } = counted();
  const remembered = rememberViews(engine);
  const read = async (): Promise<unknown> =>
    remembered.read(({ views, head }) => [views.get('line', 'a'), views.list('line').length, head().seq]);
  await append('one');
  expect([await read(), await read(), reads()]).toEqual([['one', 1, 1], ['one', 1, 1], 1]);
  await append('two');
  // It is heard of once what is under way has been answered.
  await setImmediate();
  expect([await read(), await read(), reads()]).toEqual([['two', 1, 2], ['two', 1, 2], 2]);
  await remembered.write((transaction) => {
    transaction.append([{ seq: 3, body: '{}', hash: 'mine' }]);
    transaction.views.put('line', 'a', 'three');
  });
  expect(await read()).toEqual(['three', 1, 3]);
});

it('shows whoever asks all that was written before, whoever asked a moment sooner', async () => {
  const { engine, append } = counted();
  const remembered = rememberViews(engine);
  await append('one');
  // As a timer does.
  const early = remembered.head();
  await append('two');
  expect((await remembered.head()).seq).toBe(2);
  expect((await early).seq).toBe(2);
});

it('remembers that there is nothing, and each prefix and range by itself', async () => {
  const { engine, reads, append } = counted();
  const remembered = rememberViews(engine);
  await append('one');
  const read = async (): Promise<unknown> =>
    remembered.read(({ views }) => [
      views.get('line', 'b'),
      views.list('line', 'a').length,
      views.list('line', 'b').length,
      views.list('line', '', { from: 'b', to: 'c' }).length,
      views.list('stop').length,
    ]);
  expect([await read(), await read(), reads()]).toEqual([
    [undefined, 1, 0, 0, 0],
    [undefined, 1, 0, 0, 0],
    1,
  ]);
});

it('reads entries, and what fails, as ever', async () => {
  const { engine, reads, append } = counted();
  const remembered = rememberViews(engine);
  await append('one');
  const range = { afterSeq: 0, newestFirst: false, limit: 9 };
  for (let time = 1; time < 3; time++) {
    expect(await remembered.read((transaction) => transaction.entries(range))).toHaveLength(1);
    expect(reads()).toBe(time);
  }
  await expect(
    remembered.read(() => {
      throw new TypeError('mine');
    }),
  ).rejects.toThrow(new TypeError('mine'));
});

it('forgets rather than grow, whatever is asked for', async () => {
  const { engine, reads, append } = counted();
  const remembered = rememberViews(engine);
  await append('one');
  const ask = async (key: string): Promise<unknown> => remembered.read(({ views }) => views.get('line', key));
  const long = (each: number): string => String(each).padStart(1_000_000, 'x');
  for (let each = 0; each < 100; each++) await ask(long(each));
  expect(reads()).toBe(100);
  for (const each of [97, 98, 99]) await ask(long(each));
  expect(reads()).toBe(100);
  await ask(long(0));
  expect(reads()).toBe(101);
  // One that is larger than all room is answered all the same.
  expect(await ask('x'.repeat(17_000_000))).toBeUndefined();
  expect(await ask('a')).toBe('one');
});
