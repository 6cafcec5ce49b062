import { describe, expect, it } from 'vitest';
import { allows, formatToken, parseToken, SCOPES, whyClosed } from '../../src/access/token.ts';
import type { Token } from '../../src/access/token.ts';
import { newDenials } from '../../src/server/denials.ts';

const PARTS = { token: '0123456789ab', secret: 'c'.repeat(64) };
const TOKEN: Token = {
  token: PARTS.token,
  name: 'ci',
  scopes: ['report'],
  digest: 'd'.repeat(64),
  created: { by: 'root', at: '2026-03-02T14:00:00.000Z' },
};
const NOW = '2026-03-02T15:00:00.000Z';

describe('the text of a token', () => {
  it('is taken apart as it was put together', () => {
    expect(parseToken(formatToken(PARTS))).toEqual(PARTS);
  });
  it.each([
    '',
    'x',
    ' ',
    'andon_',
    `${formatToken(PARTS)}\n`,
    ` ${formatToken(PARTS)}`,
    formatToken(PARTS).toUpperCase(),
  ])('is not %j', (text) => {
    expect(parseToken(text)).toBeUndefined();
  });
});

describe('whyClosed()', () => {
  it.each<[Partial<Token>, string | undefined]>([
    [{}, undefined],
    [{ expiresAt: '2026-03-02T15:00:00.001Z' }, undefined],
    [{ expiresAt: NOW }, 'expired'],
    [{ revoked: { by: 'root', at: NOW } }, 'revoked'],
    [{ revoked: { by: 'root', at: NOW }, expiresAt: NOW }, 'revoked'],
  ])('of %j is %j', (change, why) => {
    expect(whyClosed({ ...TOKEN, ...change }, NOW)).toBe(why);
  });
});

it('allows() what a scope includes, and what any of several does', () => {
  expect(SCOPES.filter((wanted) => allows(['report'], wanted))).toEqual(['read', 'report']);
  expect(SCOPES.filter((wanted) => allows(['report', 'stop'], wanted))).toEqual(['read', 'report', 'stop']);
  expect(SCOPES.filter((wanted) => allows(['push'], wanted))).not.toContain('admin');
  expect(SCOPES.filter((wanted) => allows([], wanted))).toEqual([]);
});

describe('newDenials()', () => {
  it('has one address wait, and another not', () => {
    const denials = newDenials(() => 90_000);
    for (let tries = 0; tries < 20; tries++) denials.count('a');
    expect([denials.waitOf('a'), denials.waitOf('b')]).toEqual([30, 0]);
  });
  it('puts sixty a minute on record, whoever they are from', () => {
    let now = 0;
    const denials = newDenials(() => now);
    const recorded = Array.from({ length: 100 }, (_, at) => denials.count(`host ${at}`));
    expect(recorded.filter(Boolean)).toHaveLength(60);
    now = 60_000;
    expect(denials.count('host 1')).toBe(true);
  });
  it('remembers no more addresses than there is room for', () => {
    const denials = newDenials(() => 0);
    for (let at = 0; at < 10_000; at++) denials.count(`host ${at}`);
    for (let tries = 0; tries < 30; tries++) denials.count('late');
    expect(denials.waitOf('late')).toBe(0);
  });
});
