import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RefMove } from '../../src/guard/ref-rule.ts';
import { REF_RULES } from '../../src/guard/ref-rules.ts';
import { COMMIT_RULES } from '../../src/guard/commit-rules.ts';
import { compileCommitRules } from '../../src/guard/judge-commits.ts';
import { compileRefRules } from '../../src/guard/judge-refs.ts';
import { readHeaders } from '../../src/rule/ident.ts';
import { defaultSettings } from '../../src/rule/rule.ts';
import type { RuleEntry, RuleSettings } from '../../src/rule/rule.ts';
import { moveOf } from '../support/guard.ts';
import { BRANCH, NOW, oidOf } from '../support/guard-commits.ts';
import { compileTestPattern } from '../support/lint.ts';

const MIB = 2 ** 20;
/** More than sixty times what parse-updates.ts lets through. */
const LONG = MIB / 4;
const FIT = { patterns: ['^(a+)+$', '^[a-z]*@'], forbidden: ['(x|xx)*y'] };
/** Options that make the rules work. */
const WORK: Readonly<Record<string, object>> = {
  'branch-name': FIT,
  'tag-name': FIT,
  'author-name': FIT,
  'author-email': FIT,
  'committer-name': FIT,
  'committer-email': FIT,
  'protected-delete': { refs: ['refs/**/a*a*a*/**', 'refs/**'], allow: ['*a*a*b'] },
  'protected-rewind': { refs: ['refs/**/a*a*a*/**', 'refs/**'], allow: ['*a*a*b'] },
  'ref-owners': { owners: { 'refs/**/a*a*a*/**': ['*a*a*b'], 'refs/heads/**': [] } },
  'allowed-authors': { addresses: ['*a*a*a*@b', 'x@*'] },
  'committer-is-pusher': { addresses: { dana: ['*a*a*a*@b'] } },
};
const all = (registry: readonly RuleEntry[]): RuleSettings =>
  Object.fromEntries(
    Object.entries(defaultSettings(registry)).map(([id, setting]) => [
      id,
      { ...setting, ...WORK[id], severity: 'error' as const },
    ]),
  );
const refs = compileRefRules(REF_RULES, all(REF_RULES), compileTestPattern);
const commits = compileCommitRules(COMMIT_RULES, all(COMMIT_RULES), compileTestPattern);

const anyBytes = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const prefixes = fc.constantFrom('refs/heads/', 'refs/tags/', 'refs/namespaces/', 'refs/', '');
const bool = fc.boolean();
const moves: fc.Arbitrary<RefMove> = fc
  .record({
    prefix: fc.array(prefixes, { maxLength: 4 }),
    bytes: anyBytes,
    movement: fc.constantFrom('create', 'advance', 'rewind', 'delete', 'none', 'unclear'),
    tag: fc.option(fc.record({ annotated: bool, signed: bool }), { nil: undefined }),
  })
  .map(({ prefix, bytes, movement, tag }) => moveOf(prefix.join('') + bytes, { movement, tag }));
const names = fc.oneof(fc.string(), fc.constantFrom('dana', '', '*', '__proto__'), anyBytes);

const headers = (author: string, committer: string, encoding?: string): ReturnType<typeof readHeaders> =>
  readHeaders({ author, committer, encoding, parents: [1, 2] });

describe('compileRefRules()', () => {
  it('throws on no refs, whatever their bytes are', () => {
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 5 }), names, (moves, pusher) => {
        const own = new Set(moves.map(({ ref }) => ref));
        for (const { message, ref } of refs.judge(moves, pusher)) {
          expect(message).not.toBe('');
          expect(ref === undefined || own.has(ref)).toBe(true);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  // Anything worse than linear would not end before the test's time is up.
  it.each([
    ['a name of 256 KiB', 'a'.repeat(LONG)],
    ['a name of 256 KiB in parts', 'a/'.repeat(LONG / 2)],
    ['a name of 256 KiB that is not UTF-8', '\xf0\x9f\x98\x80\xff'.repeat(LONG / 5)],
    ['a name that nearly fits', `${'x'.repeat(LONG)}z`],
    ['namespaces without end', 'n/refs/namespaces/'.repeat(LONG / 18)],
  ])('takes linear time on %s', (_, name) => {
    const prefixes = ['refs/heads/', 'refs/tags/', 'refs/namespaces/', 'refs/'];
    const moves = prefixes.flatMap((prefix) => [
      moveOf(prefix + name, { movement: 'create' }),
      moveOf(prefix + name, { movement: 'rewind' }),
    ]);
    const found = refs.judge(moves, name);
    expect(found.length).toBeGreaterThan(0);
    for (const { message } of found) expect(message.length).toBeLessThan(300);
  });

  it('takes linear time on 100 000 refs', () => {
    const moves = Array.from({ length: 100_000 }, (_, index) => moveOf(`refs/tags/v${index}`));
    expect(refs.judge(moves, 'dana')).not.toEqual([]);
  });
});

describe('compileCommitRules()', () => {
  const judge = (
    each: ReturnType<typeof readHeaders>,
    pusher: string,
    status?: string,
  ): readonly string[] => {
    const signature = status === undefined ? undefined : { status, signer: status, key: status };
    const commit = { oid: oidOf('c'), subject: '', headers: each, message: () => pusher, signature };
    return commits.judgeCommit(commit, BRANCH, { ...NOW, pusher }).map(({ message }) => message);
  };

  it('throws on no commit, whatever its bytes and its encoding', () => {
    const encodings = fc.option(fc.oneof(fc.string(), fc.constantFrom('utf-16', 'latin1')), {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        fc.tuple(anyBytes, anyBytes, encodings),
        names,
        fc.option(names, { nil: undefined }),
        ([author, committer, encoding], pusher, status) => {
          const idents = [`${author} <${committer}> 1 +0`, `${committer} <${author}> 1 +0`] as const;
          expect(judge(headers(...idents, encoding), pusher, status)).not.toContain('');
          // Of another shape than git's.
          expect(judge(headers(author, committer, encoding), pusher, status)).not.toContain('');
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['names of 1 MiB', 'a'.repeat(MIB)],
    ['names of 1 MiB of blanks', `a${' '.repeat(MIB)}a`],
    ['names of 1 MiB that are not UTF-8', '\xf0\x9f\x98\x80\xff'.repeat(MIB / 5)],
    ['names of 1 MiB of @', '@'.repeat(MIB)],
    ['names that nearly fit', `${'x'.repeat(MIB)}z`],
    ['names of 1 MiB of <', '<'.repeat(MIB)],
  ])('takes linear time on %s', (_, name) => {
    const ident = `${name} <${name}> 1 +0`;
    const said = judge(headers(ident, ident), `${name}x`, name);
    expect(said.length).toBeGreaterThan(0);
    for (const message of said) expect(message.length).toBeLessThan(400);
  });
});
