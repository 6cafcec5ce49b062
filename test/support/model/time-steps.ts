// Time passes, the calendar is looked at and rewritten, and what runs is started anew.
import * as fc from 'fast-check';
import { memoryEngine } from '../../../src/store/memory/memory-engine.ts';
import { rebuildViews } from '../../../src/store/rebuild-views.ts';
import { tick } from './calendar.ts';
import { expectAllSame } from './compare.ts';
import type { Line, ModelFreeze, Settings } from './model.ts';
import { repo, step } from './step.ts';

export const wait = step('wait', fc.constantFrom(1, 3, 10, 29, 40), async (minutes, model, real) => {
  model.now += minutes;
  real.now += minutes;
});

const lookAtCalendar = step('tick', repo, async (repo, model, real) => {
  tick(model, repo);
  await real.store(repo).tick();
});

/** Windows around a time, on whole tens, so that an edit now and then leaves one as it is. */
const spans = fc.uniqueArray(
  fc.record({
    line: fc.constantFrom<Line>('main', 'docs'),
    name: fc.constantFrom('nights', 'release'),
    from: fc.integer({ min: -3, max: 6 }),
    length: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 4, selector: (span) => JSON.stringify(span) },
);
type Spans = typeof spans extends fc.Arbitrary<infer T> ? T : never;

function freezesAround(now: number, given: Spans): readonly ModelFreeze[] {
  const base = Math.floor(now / 10) * 10;
  return given.map(({ line, name, from, length }) => ({
    line,
    name,
    from: base + from * 10,
    until: base + (from + length) * 10,
  }));
}

const editFreezes = step('edit freezes', fc.record({ repo, spans }), async ({ repo, spans }, model) => {
  model.settings.freezes[repo] = freezesAround(model.now, spans);
});

export const rules = fc.record({
  stopAfter: fc.constantFrom(1, 1, 2),
  retryResumes: fc.boolean(),
  dryRun: fc.constantFrom(false, false, false, true),
  overdueAfter: fc.constantFrom(30, 600),
  autoResume: fc.boolean(),
  grace: fc.constantFrom(10, 30),
  isExpected: fc.boolean(),
}) satisfies fc.Arbitrary<Partial<Settings>>;

const editRules = step('edit rules', rules, async (edited, model) => {
  Object.assign(model.settings, edited);
});

const rebuild = step('throw the views away', fc.constant('all'), async (_, model, real) => {
  await rebuildViews(real.engine);
  await expectAllSame(model, real);
});

const restore = step('go on from a copy of the journal', fc.constant('all'), async (_, model, real) => {
  const entries = await real.readStored();
  real.engine = memoryEngine();
  await real.engine.write((transaction) => transaction.append(entries));
  await rebuildViews(real.engine);
  await expectAllSame(model, real);
});

export const timeSteps = [lookAtCalendar, editFreezes, editFreezes, editRules, rebuild, restore];
