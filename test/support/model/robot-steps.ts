// What builds and monitors tell a line.
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { lineName } from '../gate.ts';
import { alert } from './alerts.ts';
import type { ModelAlert } from './alerts.ts';
import { idOf, listLanded, report, sweep } from './builds.ts';
import type { ModelReport } from './builds.ts';
import { tick } from './calendar.ts';
import type { Line, Repo } from './model.ts';
import { buildRulesOf } from './settings.ts';
import { repo, step } from './step.ts';
import type { Sides } from './step.ts';

const line = fc.constantFrom<Line>('main', 'main', 'main', 'docs');

/** Reports a build, twice. */
export async function tell(said: ModelReport, repo: Repo, { model, real }: Sides): Promise<void> {
  tick(model, repo);
  report(model, said);
  sweep(model, said.line);
  await real.report(repo, said);
  // A CI that uses an id again for other code is not told apart from one that has changed its mind.
  const known = model.builds.get(idOf(said));
  if (known?.revision !== said.revision || known.status !== said.status) return;
  expect(await real.report(repo, said)).toEqual([]);
}

export const reportBuild = step(
  'report',
  fc.record({
    repo,
    line,
    job: fc.constantFrom('web', 'web', 'web', 'unit'),
    build: fc.nat(7),
    /** Counted from the newest one; now and then one that may never have landed on the line. */
    behind: fc.constantFrom(0, 0, 0, 1, 2, 4),
    isAny: fc.constantFrom(false, false, false, false, false, true),
    isTip: fc.boolean(),
    status: fc.constantFrom(
      'passed',
      'passed',
      'passed',
      'failed',
      'failed',
      'failed',
      'error',
      'running',
      'cancelled',
    ),
    trigger: fc.constantFrom('push', 'push', 'push', 'push', 'push', 'schedule'),
    /** By the clock of the CI, which may be ahead. */
    ago: fc.constantFrom(0, 0, 1, 5, 20, 60, -30),
  }),
  async ({ repo, ago, build, behind, isAny, isTip, ...asked }, model, real) => {
    const landed = isAny ? [] : listLanded(model, asked.line);
    const tip = landed.at(-1 - behind) ?? Math.max(2, model.revisions - 2 * behind);
    const revision = isTip ? tip : tip - 1;
    const said = { ...asked, build: `${asked.job}-${build}`, revision, started: model.now - ago };
    await tell(said, repo, { model, real });
  },
  ({ line, isAny }, model) => (isAny ? model.revisions > 0 : listLanded(model, line).length > 0),
);

const sweepBuilds = step('sweep', fc.record({ repo, line }), async ({ repo, line }, model, real) => {
  tick(model, repo);
  sweep(model, line);
  await real.store(repo).sweep(lineName(line), buildRulesOf(model.settings));
});

async function alarm(said: ModelAlert, repo: Repo, { model, real }: Sides): Promise<void> {
  tick(model, repo);
  alert(model, said);
  await real.alert(repo, said);
  // A note leaves nothing open that would tell that it was said.
  if (!said.anew || said.severity !== 'info') expect(await real.alert(repo, said)).toEqual([]);
}

const alertStep = step(
  'alert',
  fc.record({
    repo,
    line,
    key: fc.constantFrom('disk', 'disk', 'cpu'),
    severity: fc.constantFrom<ModelAlert['severity']>('critical', 'warning', 'warning', 'info'),
    state: fc.constantFrom<ModelAlert['state']>('firing', 'firing', 'resolved'),
    anew: fc.boolean(),
  }),
  async ({ repo, ...said }, model, real) => alarm(said, repo, { model, real }),
);

export const robotSteps = [sweepBuilds, alertStep, alertStep];
