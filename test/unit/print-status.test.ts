import { expect, it } from 'vitest';
import { renderStop } from '../../src/cli/print-status.ts';
import type { Stop } from '../../src/line/stop.ts';
import { NOW, oid, stop } from '../support/gate.ts';

const caution = { level: 'caution', stopsAt: '2026-03-02T15:00:00.000Z' } as const;
const claim = { by: 'dana', at: '2026-03-02T14:10:00.000Z' };
const fix: NonNullable<Stop['fix']> = {
  push: 'p',
  pusher: 'dana',
  commit: oid(0x17),
  at: NOW,
  ref: 'refs/heads/main',
  repository: '/r',
  order: 3,
};

it.each<[string, Partial<Stop>, string]>([
  ['a stop', {}, 'stop 4: tests red, by ci'],
  ['a caution', caution, 'stop 4: tests red, by ci, caution until 15:00 UTC'],
  [
    'a caution that was claimed in time',
    { ...caution, claim },
    'stop 4: tests red, by ci, caution that stays one, dana is on it',
  ],
  [
    'a caution that was claimed too late',
    { ...caution, stopsAt: '2026-03-02T14:05:00.000Z', claim },
    'stop 4: tests red, by ci, dana is on it',
  ],
  ['a fix', { fix }, 'stop 4: tests red, by ci, fix aaaaaaa by dana is being verified'],
  [
    'a fix that failed',
    { fix: { ...fix, failed: '3' } },
    'stop 4: tests red, by ci, fix aaaaaaa by dana failed in build 3',
  ],
])('renderStop() shows %s', (_, change, text) => {
  expect(renderStop(stop(4, change), NOW)).toBe(text);
});
