import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/journal/entry.ts';
import { isAbout } from '../../src/push/is-about.ts';
import type { Store } from '../../src/push/store.ts';
import { lineName, oid } from '../support/gate.ts';

const [DOCS, WEB] = [lineName('docs'), lineName('web')];

/** On docs, ref a arrived by entry 5, and never again. */
const readArrivals: Store['readArrivals'] = async (line, { ref, after = 0, upTo = 0 }) =>
  Promise.resolve(line === DOCS && ref === 'a' && after < 5 && upTo >= 5 ? [{} as never] : []);

const is = async (entry: object, lines = [DOCS]): Promise<boolean> =>
  isAbout({ seq: 5, at: '', repository: '/r', ...entry } as Entry, lines, { readArrivals });

const push = (...lines: readonly (readonly string[] | undefined)[]): object => ({
  kind: 'push.admitted',
  updates: lines.map((each) => ({ ref: 'a', old: oid(1), new: oid(2), ...(each && { lines: each }) })),
});
const settled = (...refs: readonly string[]): object => ({
  kind: 'push.settled',
  results: refs.map((ref) => ({ ref, new: oid(2), landing: 'landed' })),
});

describe('an entry is about a line', () => {
  it.each<[string, object]>([
    ['that it names', { kind: 'stop.lifted', stop: 1, line: 'docs' }],
    ['that all refs of its push are on', push(['docs'], ['docs'])],
    ['that refused its push', { ...push(['docs']), kind: 'push.refused' }],
    ['on which all that it settles arrived by it', settled('a')],
    ['on which a ref was found elsewhere', { kind: 'ref.drifted', ref: 'a' }],
  ])('%s', async (_, entry) => {
    expect(await is(entry)).toBe(true);
    expect(await is(entry, [WEB, DOCS])).toBe(true);
    expect(await is(entry, [WEB])).toBe(false);
    expect(await is(entry, [])).toBe(false);
  });

  it.each<[string, object]>([
    ['where a ref of its push is on no line', push(['docs'], undefined)],
    ['where a ref of its push is on another line', push(['docs'], ['web'])],
    ['where a ref of its push is on another line as well', push(['docs', 'web'])],
    ['where it is a push of nothing', push()],
    ['where some of what it settles arrived nowhere', settled('a', 'b')],
    ['where it settles nothing', settled()],
    ['where its ref arrived by another entry', { ...settled('a'), seq: 6 }],
    ['where a ref that is on no line was found elsewhere', { kind: 'ref.drifted', ref: 'b' }],
    ['where a ref became known', { kind: 'ref.adopted', ref: 'a' }],
    ['where it is about a token', { kind: 'token.created', lines: ['docs'], name: 'docs' }],
    ['where it is about a token', { kind: 'token.revoked', token: 'docs' }],
    ['where somebody was turned away', { kind: 'access.denied', wanted: 'docs' }],
    ['where nobody knows what it is', { kind: 'whatever.comes', line: 'docs' }],
  ])('not %s', async (_, entry) => {
    expect(await is(entry)).toBe(false);
  });
});
