import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeGate } from '../../src/line/gate.ts';
import type { GateRules } from '../../src/line/judge-repair.ts';
import type { CommitFacts } from '../../src/line/guarded-update.ts';
import { deriveStatus } from '../../src/line/status.ts';
import { MAIN, NOW, oid, question, stop, update } from '../support/gate.ts';

const MODES = ['every', 'first-parent', 'tip', 'any'] as const;
const movement = fc.constantFrom('create', 'advance', 'rewind', 'delete' as const);
const range = fc.constantFrom('exact', 'pooled' as const);
const values = fc.oneof(fc.constantFrom('17', '18', '99', ''), fc.string());

/** Any graph, newest first: a commit's parents are older ones, or lie outside. */
function graph(fixes: fc.Arbitrary<readonly string[]>): fc.Arbitrary<readonly CommitFacts[]> {
  const commit = fc.record({ parents: fc.array(fc.nat(12), { maxLength: 3 }), fixes, reverts: fc.boolean() });
  return fc.array(commit, { maxLength: 10 }).map((commits) =>
    commits.map(({ parents, fixes, reverts }, index) => ({
      oid: oid(1000 - index),
      parents: parents.map((distance) => oid(1000 - index - 1 - distance)),
      subject: 's',
      fixes,
      divided: false,
      overrides: [],
      ...(reverts ? { reverts: { commit: oid(1), landedAfter: [oid(2)] } } : {}),
    })),
  );
}

function passes(commits: readonly CommitFacts[], fix: GateRules['fix'], change = {}): boolean {
  const asked = question([update(commits, change)], { stops: [stop(17), stop(18)], rules: { fix } });
  return judgeGate(asked).findings.length === 0;
}

describe('judgeGate()', () => {
  it('never lets a push without a trailer pass a stopped line', () => {
    const plain = graph(fc.constant([]));
    fc.assert(
      fc.property(plain, fc.constantFrom(...MODES), movement, range, (commits, fix, movement, range) => {
        expect(passes(commits, fix, { movement, range })).toBe(false);
      }),
    );
  });

  it('never lets a push pass because commits without trailers were added', () => {
    const fixes = fc.array(values, { maxLength: 2 });
    const [adding, modes] = [fc.nat(10), fc.constantFrom('every', 'first-parent' as const)];
    fc.assert(
      fc.property(graph(fixes), adding, fc.nat(12), modes, (commits, at, distance, fix) => {
        // Between two ids there is room for none, so the added one takes its child's place in history.
        const child = commits[Math.min(at, commits.length) - 1];
        const added: CommitFacts = {
          oid: oid(5000),
          parents: child?.parents ?? [oid(999 - distance)],
          subject: 'added',
          fixes: [],
          divided: false,
          overrides: [],
        };
        const below =
          child === undefined ? added : { ...child, parents: [added.oid, ...child.parents.slice(1)] };
        const longer =
          child === undefined
            ? [added, ...commits]
            : commits.flatMap((each) => (each === child ? [below, added] : [each]));
        expect(!passes(commits, fix) && passes(longer, fix)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says why for each refusal, and nothing else for a passage', () => {
    fc.assert(
      fc.property(graph(fc.array(values, { maxLength: 2 })), fc.constantFrom(...MODES), (commits, fix) => {
        const answer = judgeGate(question([update(commits)], { stops: [stop(17)], rules: { fix } }));
        expect(answer.findings.length > 0).toBe(answer.passages.length === 0);
      }),
    );
  });
});

describe('deriveStatus()', () => {
  it('equals a set of stops, whatever the order they are opened and lifted in', () => {
    const step = fc.record({ open: fc.boolean(), number: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const set = new Set<number>();
        const stops = new Map<number, ReturnType<typeof stop>>();
        for (const { open, number } of steps) {
          if (open) set.add(number);
          else set.delete(number);
          if (open) stops.set(number, stop(number));
          else if (stops.has(number))
            stops.set(number, stop(number, { lifted: { by: 'a', at: NOW, reason: 'r' } }));
          const { status, stops: shown } = deriveStatus(MAIN, [...stops.values()], NOW);
          expect(status).toBe(set.size === 0 ? 'running' : 'stopped');
          expect(shown.map((each) => each.number)).toEqual([...set].sort((a, b) => a - b));
        }
      }),
    );
  });
});
