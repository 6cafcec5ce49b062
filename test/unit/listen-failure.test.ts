import { expect, it } from 'vitest';
import { listenFailure } from '../../src/cli/listen-failure.ts';

const failed = (code: string, syscall: string): Error => Object.assign(new Error('x'), { code, syscall });

it('listenFailure() knows a port that is for root, and addresses with colons', () => {
  expect(listenFailure(failed('EACCES', 'listen'), { host: '::', port: 80 })).toMatchObject({
    message: 'Only root may listen on port 80',
    kind: 'usage',
    hints: [expect.stringContaining('CAP_NET_BIND_SERVICE')],
  });
  expect(listenFailure(failed('EADDRINUSE', 'listen'), { host: '::', port: 80 })?.message).toContain(
    '[::]:80',
  );
  expect(listenFailure(failed('EINVAL', 'listen'), { host: '::', port: 80 })?.message).toContain('EINVAL');
});

it.each([failed('ENOENT', 'open'), new Error('x'), undefined])(
  'listenFailure() leaves %o to others',
  (error) => {
    expect(listenFailure(error, { host: '::', port: 80 })).toBeUndefined();
  },
);
