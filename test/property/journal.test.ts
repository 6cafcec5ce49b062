import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCanonical, type CanonicalValue } from '../../src/journal/canonical.ts';
import { chainHash, EMPTY_HEAD, sealEvent } from '../../src/journal/chain.ts';
import type { StoredEntry } from '../../src/journal/entry.ts';
import { sha256 } from '../../src/journal/sha256.ts';
import { startChainCheck } from '../../src/journal/verify.ts';

const values = fc.letrec<{ any: CanonicalValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger().map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;

describe('encodeCanonical()', () => {
  it('is undone by JSON.parse, and writes the same text again', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = encodeCanonical(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(encodeCanonical(JSON.parse(text) as CanonicalValue)).toBe(text);
      }),
    );
  });

  it('does not care for the order of keys, and refuses what is no whole number', () => {
    expect(encodeCanonical({ b: 1, a: [2, null], c: undefined })).toBe('{"a":[2,null],"b":1}');
    for (const number of [0.5, NaN, Infinity, 2 ** 53])
      expect(() => encodeCanonical(number)).toThrow(TypeError);
  });
});

describe('startChainCheck(sha256)', () => {
  const entries: StoredEntry[] = [];
  for (let head = EMPTY_HEAD; head.seq < 30;) {
    const event = {
      kind: 'ref.adopted',
      repository: 'r',
      ref: `refs/heads/${head.seq}`,
      value: null,
    } as const;
    const { stored } = sealEvent(event, head, '2026-03-02T14:27:00.000Z');
    entries.push(stored);
    head = stored;
  }

  it('finds the first entry that was flipped, dropped, swapped or cut', () => {
    const ways = fc.constantFrom('flip body', 'flip hash', 'drop', 'swap', 'cut' as const);
    fc.assert(
      fc.property(ways, fc.nat(28), fc.nat(500), (way, at, where) => {
        expect(brokenAt(spoil(way, at, where))).toBe(at + 1);
      }),
    );
    expect(brokenAt(entries)).toBeUndefined();
  });

  it('finds, by the entry behind it, one that was forged together with its hash', () => {
    fc.assert(
      fc.property(fc.nat(28), (at) => {
        const [before, forged] = [entries[at - 1] ?? EMPTY_HEAD, entries[at]];
        const body = forged?.body.replace('"r"', '"s"') ?? '';
        const hash = chainHash(before.hash, body);
        expect(brokenAt(entries.with(at, { seq: at + 1, body, hash }))).toBe(at + 2);
      }),
    );
  });

  it('finds an entry that was made for a place whose number starts alike', () => {
    const body = '{"at":"x","seq":12}';
    expect(brokenAt([{ seq: 1, body, hash: chainHash(EMPTY_HEAD.hash, body) }])).toBe(1);
  });

  function spoil(way: string, at: number, where: number): readonly StoredEntry[] {
    const [one, two] = entries.slice(at, at + 2);
    if (one === undefined || two === undefined) throw new RangeError(`${at}`);
    const flip = (text: string): string => {
      const place = where % text.length;
      return text.slice(0, place) + String.fromCharCode(text.charCodeAt(place) ^ 1) + text.slice(place + 1);
    };
    switch (way) {
      case 'flip body':
        return entries.with(at, { ...one, body: flip(one.body) });
      case 'flip hash':
        return entries.with(at, { ...one, hash: flip(one.hash) });
      case 'drop':
        return entries.toSpliced(at, 1);
      case 'swap':
        return entries.with(at, two).with(at + 1, one);
      default:
        return entries.slice(0, at);
    }
  }

  function brokenAt(found: readonly StoredEntry[]): number | undefined {
    const check = startChainCheck(sha256);
    for (const entry of found) {
      const verdict = check.take(entry);
      if (verdict?.kind === 'broken') return verdict.seq;
    }
    const verdict = check.finish(entries.at(-1) ?? EMPTY_HEAD);
    return verdict.kind === 'broken' ? verdict.seq : undefined;
  }
});
