// Random operations on a store: what people, hooks and reconciliation ask of it, sense or nonsense.
import * as fc from 'fast-check';
import type { Landing, Settlement } from '../../src/journal/entry.ts';
import type { LineCommand } from '../../src/line/commands.ts';
import { ALERT_RULES } from '../../src/line/alert.ts';
import type { AlertReport } from '../../src/line/alert.ts';
import { BUILD_RULES } from '../../src/line/build.ts';
import type { Admission, LocatedReport, Observation, SpooledEvent, Store } from '../../src/push/store.ts';
import { AndonError } from '../../src/text/andon-error.ts';
import { lineName } from './gate.ts';
import { admission, NO, settlement, value, YES } from './pushes.ts';

/** Asks one thing of a store; what it asked for is in its text. */
export type Operation = (store: Store) => Promise<unknown>;

// One name begins like the other, and both are awkward.
const repository = fc.constantFrom('/srv/a', '/srv/a', '/srv/a b%.git');
const ref = fc.constantFrom('refs/heads/main', 'refs/heads/main2', 'refs/tags/%ff', 'HEAD');
const number = fc.nat(3);
const push = fc.constantFrom('a', 'b', 'c');
const by = fc.constantFrom('dana', 'ci');
const line = fc.constantFrom(lineName('main'), lineName('main'), lineName('docs'));
const stop = fc.integer({ min: 1, max: 3 });
const text = fc.constantFrom('tests red', 'ünïcode \u{1f600}', '');
const time = fc.constantFrom('2026-03-02T14:00:00.000Z', '2026-03-02T16:00:00.000Z');
const landing = fc.constantFrom<Landing>('landed', 'not-landed', 'unclear');
const moves = fc.uniqueArray(fc.record({ ref, from: number, to: number }), {
  selector: (move) => move.ref,
  minLength: 1,
});
/** How far behind the head of the journal the refs were read. */
const age = fc.oneof(fc.constant(0), fc.nat(4));

const admissions = fc
  .record({ push, repository, moves, target: fc.option(ref) })
  .map(({ push: id, repository: name, moves: asked, target }): Admission => {
    const plain = admission(id, asked, 0);
    const updates = plain.updates.map((update) => ({ ...update, lines: [lineName('main')] }));
    const made = { ...plain, repository: name, updates };
    const [first, ...rest] = made.updates;
    // A push by another name: the ref it moves is not the one it names.
    if (target === null || first === undefined) return made;
    return { ...made, updates: [{ ...first, target }, ...rest.filter((update) => update.ref !== target)] };
  });

const settlements = fc
  .record({ push, repository, moves, landing })
  .map(({ push: id, repository: name, moves: asked, landing: end }): Settlement => {
    const made = settlement(id, asked, 'landed');
    return {
      ...made,
      repository: name,
      results: made.results.map((result) => ({ ...result, landing: end })),
    };
  });

const observations = fc
  .uniqueArray(fc.record({ ref, number }), { selector: (seen) => seen.ref })
  .map((seen) => seen.map((each): Observation => ({ ref: each.ref, value: value(each.number) })));

const judgements = fc.constantFrom(YES, YES, NO);

const commands = fc.oneof(
  fc.record({ kind: fc.constant('register'), line, repository, by }),
  fc.record(
    {
      kind: fc.constant('open'),
      line,
      by,
      level: fc.constantFrom('stop', 'caution'),
      cause: fc.constantFrom('person', 'build'),
      summary: text,
      build: text,
      stopsAt: time,
      until: time,
    },
    { requiredKeys: ['kind', 'line', 'by', 'level', 'cause', 'summary'] },
  ),
  fc.record({ kind: fc.constant('claim'), stop, by, eta: time }, { requiredKeys: ['kind', 'stop', 'by'] }),
  fc.record(
    { kind: fc.constant('amend'), stop, by, summary: text, until: time },
    { requiredKeys: ['kind', 'stop', 'by'] },
  ),
  fc.record({
    kind: fc.constant('lift'),
    target: fc.oneof(fc.record({ stop }), fc.record({ line })),
    by,
    reason: text,
  }),
) as fc.Arbitrary<LineCommand>;

const reports = fc.record(
  {
    line,
    job: fc.constantFrom('web', 'unit a/b'),
    build: fc.constantFrom('1', '2', '3'),
    revision: fc.integer({ min: 1, max: 3 }).map((each) => value(each)),
    status: fc.constantFrom('running', 'passed', 'failed', 'failed', 'error', 'cancelled'),
    startedAt: time,
    url: text,
    trigger: fc.constant('push'),
    by,
    within: fc.record({ repository, ref, order: number }),
  },
  { requiredKeys: ['line', 'job', 'build', 'revision', 'status', 'startedAt', 'trigger', 'by'] },
) as fc.Arbitrary<LocatedReport>;

const alerts = fc.record({
  line,
  source: fc.constantFrom('nagios', 'ünï codé'),
  key: fc.constantFrom('a', 'a b'),
  severity: fc.constantFrom('critical', 'warning', 'info'),
  state: fc.constantFrom('firing', 'firing', 'resolved'),
  summary: text,
  by,
}) as fc.Arbitrary<AlertReport>;

const events = fc.oneof(
  fc.record({ happenedAt: time, kind: fc.constant('settlement'), settlement: settlements }),
  fc.record({
    happenedAt: time,
    kind: fc.constant('admission'),
    admission: admissions,
    judgement: judgements,
  }),
) as fc.Arbitrary<SpooledEvent>;

const spooled = fc.array(fc.record({ name: fc.constantFrom('1', '2', '3', '4', '5', '6'), event: events }), {
  maxLength: 4,
});

/** Any operation on a store, shown by what it asks for. */
export const operations: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: show('command', commands, async (store, given) => store.command(given).catch(expectRefusal)),
  },
  {
    weight: 3,
    arbitrary: show(
      'admit',
      fc.record({ admission: admissions, judgement: judgements, age }),
      async (store, given) =>
        store.admit({ ...given.admission, basis: await basisOf(store, given.age) }, () => given.judgement),
    ),
  },
  show('admit, and the judge breaks', admissions, async (store, given) =>
    store
      .admit({ ...given, basis: await basisOf(store, 0) }, () => {
        throw new AndonError('git-failed', 'the judge broke', { kind: 'unavailable' });
      })
      .catch(expectRefusal),
  ),
  {
    weight: 3,
    arbitrary: show('report', reports, async (store, given) =>
      store.report(given, { ...BUILD_RULES, overdueAfterMs: 60_000 }).catch(expectRefusal),
    ),
  },
  show('alert', fc.array(alerts, { maxLength: 3 }), async (store, given) =>
    store.alert(given, () => ({ ...ALERT_RULES, autoResume: true })).catch(expectRefusal),
  ),
  { weight: 3, arbitrary: show('settle', settlements, async (store, given) => store.settle(given)) },
  show(
    'reconcile',
    fc.record({ repository, dead: fc.uniqueArray(push), observations, age }),
    async (store, given) => store.reconcile({ ...given, basis: await basisOf(store, given.age) }),
  ),
  show('adopt', fc.record({ repository, observations }), async (store, given) =>
    store.adopt(given.repository, given.observations),
  ),
  show('tick', fc.constant({}), async (store) => store.tick()),
  show('takeIn', spooled, async (store, given) => store.takeIn(given)),
);

function show<T>(
  name: string,
  given: fc.Arbitrary<T>,
  run: (store: Store, given: T) => Promise<unknown>,
): fc.Arbitrary<Operation> {
  return given.map((asked) =>
    Object.assign(async (store: Store) => run(store, asked), {
      toString: () => `${name} ${JSON.stringify(asked)}`,
    }),
  );
}

async function basisOf(store: Store, age: number): Promise<number> {
  return Math.max(0, (await store.readHead()).seq - age);
}

function expectRefusal(error: unknown): void {
  if (!(error instanceof AndonError)) throw error;
}
