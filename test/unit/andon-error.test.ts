import { expect, test } from 'vitest';
import { AndonError } from '../../src/text/andon-error.ts';

test('an error of a file that was loaded lazily is one, and no other error is', async () => {
  // @ts-expect-error -- a second copy, as a bundle of its own has it
  const other = (await import('../../src/text/andon-error.ts?copy')) as { AndonError: typeof AndonError };
  expect(other.AndonError).not.toBe(AndonError);
  const error: unknown = new other.AndonError('line-unknown', 'x', { kind: 'usage' });
  expect(error instanceof AndonError).toBe(true);
  expect(error).toBeInstanceOf(Error);
  for (const value of [new Error('x'), { name: 'AndonError' }, undefined, 'AndonError'])
    expect(value instanceof AndonError).toBe(false);
});
