import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD } from '../../src/journal/chain.ts';
import { ENGINES } from '../support/engines.ts';

describe.each(ENGINES)('the engine %s', (_, openEngine) => {
  it('keeps nothing of a write that throws, at the engine', () => {
    const engine = openEngine();
    const views = engine.read((transaction) => transaction.views.list('line'));
    expect(() =>
      engine.write((transaction) => {
        transaction.append([{ seq: 1, body: '{}', hash: 'x' }]);
        transaction.views.put('line', 'a', '1');
        throw new TypeError('mine');
      }),
    ).toThrow(new TypeError('mine'));
    expect(engine.read((transaction) => transaction.views.list('line'))).toEqual(views);
    expect(engine.read((transaction) => transaction.head())).toEqual(EMPTY_HEAD);
    engine.write((transaction) => transaction.views.put('line', 'a', '2'));
    expect(engine.read((transaction) => transaction.views.get('line', 'a'))).toBe('2');
  });

  it('lists views by prefix, in the order of their bytes', () => {
    const engine = openEngine();
    const keys = ['b', 'a 2', 'a 10', 'a', 'ab', 'a \u{1f600}', 'a \uffee', 'a é'];
    engine.write(({ views }) => keys.forEach((key) => views.put('tip', key, key)));
    engine.write(({ views }) => views.put('line', 'a 3', ''));
    const list = (prefix?: string): string[] =>
      engine.read(({ views }) => views.list('tip', prefix).map(({ key }) => key));
    expect(list('a ')).toEqual(['a 10', 'a 2', 'a é', 'a \uffee', 'a \u{1f600}']);
    expect(list()).toHaveLength(keys.length);
  });
});
