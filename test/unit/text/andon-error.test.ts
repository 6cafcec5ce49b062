import { expect, test } from 'vitest';
import { AndonError, exitCodeOf, systemCodeOf, type ErrorKind } from '../../../src/text/andon-error.ts';

test('AndonError keeps its cause, and has no hints unless given some', () => {
  const cause = new Error('disk');
  const error = new AndonError('config-unwritable', 'Cannot write', { kind: 'unavailable', cause });
  expect(error).toMatchObject({
    name: 'AndonError',
    code: 'config-unwritable',
    kind: 'unavailable',
    hints: [],
  });
  expect(error.cause).toBe(cause);
});

test('exitCodeOf() gives each kind a code of its own, none of which is an answer', () => {
  const kinds: ErrorKind[] = ['usage', 'config', 'unavailable', 'tampered', 'internal'];
  expect(kinds.map(exitCodeOf)).toEqual([2, 5, 6, 7, 70]);
});

test.each<[error: unknown, code: string | undefined]>([
  [Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT'],
  [Object.assign(new Error('x'), { code: 7 }), undefined],
  [new Error('x'), undefined],
  [{ code: 'ENOENT' }, undefined],
  [undefined, undefined],
])('systemCodeOf() row %#', (error, code) => {
  expect(systemCodeOf(error)).toBe(code);
});
