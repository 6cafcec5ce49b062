// The whole machine under random builds, alerts, people, freezes, pushes and restarts, held against a simple model.
// ANDON_RUNS=50000 and ANDON_SEED=7 try more of them, or others.
import * as fc from 'fast-check';
import { test } from 'vitest';
import { expectAllSame } from '../support/model/compare.ts';
import { expectLawful } from '../support/model/laws.ts';
import { landingSteps } from '../support/model/landing-steps.ts';
import { mend } from '../support/model/mend-step.ts';
import { newModel } from '../support/model/model.ts';
import type { Settings } from '../support/model/model.ts';
import { peopleSteps } from '../support/model/people-steps.ts';
import { pushes, pushSteps } from '../support/model/push-steps.ts';
import { Real } from '../support/model/real.ts';
import { reportBuild, robotSteps } from '../support/model/robot-steps.ts';
import { rules, timeSteps, wait } from '../support/model/time-steps.ts';
import { expectWhole } from '../support/model/wholeness.ts';

const { ANDON_RUNS: runs = '5000', ANDON_SEED: seed } = process.env;

const everydaySteps = [pushes, reportBuild, reportBuild, mend, wait];

/** Each run knows a few kinds of steps only, so that these meet more often than they would among all. */
const sequences = fc
  .subarray([...peopleSteps, ...robotSteps, ...pushSteps, ...landingSteps, ...timeSteps], { minLength: 4 })
  .chain((kinds) => fc.commands([...everydaySteps, ...kinds], { maxCommands: 60, size: 'max' }));

test('a line does what its model does, and its journal keeps the laws', { timeout: 36_000_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rules, sequences, async (given, commands) => {
      const settings: Settings = { ...given, freezes: { a: [], b: [] } };
      const [model, real] = [newModel(settings), new Real(settings)];
      await real.register();
      // A report may say that it is older than the line.
      real.now = model.now = 100;
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await expectAllSame(model, real);
      expectLawful(real.entries);
      await expectWhole(model, real);
    }),
    { numRuns: Number(runs), ...(seed === undefined ? {} : { seed: Number(seed) }) },
  );
});
