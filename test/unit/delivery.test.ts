import { describe, expect, it } from 'vitest';
import { fail, LEASE_MS, newDelivery, passOver, retryDead, take } from '../../src/notify/delivery.ts';
import type { Delivery, Holder } from '../../src/notify/delivery.ts';

const holder = (id: string): Holder => ({ id, process: { host: 'h', pid: 1 } });
const [ME, OTHER] = [holder('me'), holder('other')];
const facts = { holder: ME, now: 1_000, head: 9, isAlive: () => true };
const leased = (by: Holder, until: number): Delivery => ({ ...newDelivery(5), lease: { holder: by, until } });

describe('take()', () => {
  const mine = { lease: { holder: ME, until: 1_000 + LEASE_MS } };
  it.each<[string, Delivery, Partial<typeof facts>, object | undefined]>([
    ['takes what is free', newDelivery(5), {}, mine],
    ['renews its own', leased(ME, 2_000), {}, mine],
    ['leaves what another has', leased(OTHER, 2_000), {}, undefined],
    ['takes over when the lease is over', leased(OTHER, 1_000), {}, mine],
    ['takes over from the dead', leased(OTHER, 2_000), { isAlive: () => false }, mine],
    ['leaves what is done', newDelivery(9), {}, undefined],
    ['leaves what has to wait', { ...newDelivery(5), nextAt: 1_001 }, {}, undefined],
    ['takes what has waited', { ...newDelivery(5), nextAt: 1_000 }, {}, mine],
    ['waits for an hour', { ...newDelivery(5), nextAt: 3_601_000 }, {}, undefined],
    ['takes what a clock that was ahead has put off', { ...newDelivery(5), nextAt: 3_601_001 }, {}, mine],
    ['takes what was put back', { ...newDelivery(9), retry: [3] }, {}, mine],
    ['lets go of what is done', leased(ME, 2_000), { head: 5 }, newDelivery(5)],
  ])('%s', (_, delivery, change, expected) => {
    const taken = take(delivery, { ...facts, ...change });
    if (expected === undefined) expect(taken).toBeUndefined();
    else expect(taken).toMatchObject(expected);
    if (expected !== undefined && !('lease' in expected)) expect(taken).not.toHaveProperty('lease');
  });
});

describe('fail()', () => {
  it('waits twice as long each time, and after ten puts the announcement aside', () => {
    let delivery = newDelivery(5);
    const waits: number[] = [];
    for (let attempt = 1; attempt < 10; attempt++) {
      delivery = fail(delivery, { seq: 6, problem: 'away', now: 0, chance: 0.5 });
      waits.push((delivery.nextAt ?? 0) / 1_000);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900]);
    expect(delivery).toMatchObject({ cursor: 5, attempts: 9, problem: 'away', dead: [] });
    expect(fail(delivery, { seq: 6, problem: 'gone', now: 7, chance: 0.5 })).toEqual({
      ...newDelivery(6),
      dead: [{ seq: 6, at: 7, problem: 'gone' }],
    });
  });
  it.each([
    [0, 3_750],
    [1, 6_250],
  ])('spreads attempts (%d)', (chance, nextAt) => {
    expect(fail(newDelivery(5), { seq: 6, problem: '', now: 0, chance }).nextAt).toBe(nextAt);
  });
  it.each([
    ['is no shorter than asked for', { retryAfterMs: 60_000 }, 61_000],
    ['is no shorter than it would be', { retryAfterMs: 1 }, 6_000],
    ['is an hour at most', { retryAfterMs: Number.MAX_SAFE_INTEGER }, 3_601_000],
  ])('waits for a time that %s', (_, change, nextAt) => {
    const delivery = fail(newDelivery(5), { seq: 6, problem: '', now: 1_000, chance: 0.5, ...change });
    expect(delivery).toMatchObject({ attempts: 1, nextAt });
  });
  it('leaves the channel alone as long as asked for, also where it puts the announcement aside', () => {
    const last = { ...newDelivery(5), attempts: 9, nextAt: 1 };
    const failure = { seq: 6, problem: 'busy', now: 7, chance: 0.5, retryAfterMs: 60_000 };
    const dead = [{ seq: 6, at: 7, problem: 'busy' }];
    expect(fail(last, failure)).toEqual({ ...newDelivery(6), dead, nextAt: 60_007 });
  });
  it('puts aside at once what there is no use in sending again', () => {
    const failure = { seq: 6, problem: 'gone', now: 7, chance: 0.5, isFinal: true };
    expect(fail(newDelivery(5), failure)).toEqual({
      ...newDelivery(6),
      dead: [{ seq: 6, at: 7, problem: 'gone' }],
    });
  });
});

it('retryDead() puts dead letters back in order, to be tried at once', () => {
  const dead = [3, 1].map((seq) => ({ seq, at: 0, problem: '' }));
  const delivery = { ...newDelivery(5), attempts: 4, nextAt: 99, problem: 'x', dead, retry: [2] };
  expect(retryDead(delivery)).toEqual({ ...newDelivery(5), retry: [1, 2, 3] });
  expect(retryDead(newDelivery(5))).toBeUndefined();
});

it('passOver() never goes back', () => {
  expect(passOver({ ...newDelivery(5), retry: [2, 3] }, 2)).toEqual({ ...newDelivery(5), retry: [3] });
  expect(passOver(newDelivery(5), 8)).toEqual(newDelivery(8));
});

describe('an announcement of many parts', () => {
  const failed = { seq: 6, problem: 'away', now: 0, chance: 0.5 };

  it('goes on behind those that were delivered, and is not given up while it gets on', () => {
    let delivery = newDelivery(5);
    for (let done = 1; done <= 30; done++) {
      delivery = fail(delivery, { ...failed, done });
      expect(delivery).toMatchObject({ attempts: 1, done });
    }
    expect(fail(delivery, { ...failed, done: 30 })).toMatchObject({ attempts: 2, done: 30 });
    expect(passOver(delivery, 6)).toEqual(newDelivery(6));
  });

  it('begins anew where another goes before it', () => {
    const halfway = { ...fail(newDelivery(5), { ...failed, done: 2 }) };
    expect(retryDead(halfway)).toEqual({ ...newDelivery(5), done: 2 });
    expect(retryDead({ ...halfway, dead: [{ seq: 3, at: 0, problem: '' }] })).toEqual({
      ...newDelivery(5),
      retry: [3],
    });
  });
});
