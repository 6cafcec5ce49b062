// Somebody mends what a job found broken, and the job says whether it is. Among all other steps that is rare.
import * as fc from 'fast-check';
import { ofJob } from './builds.ts';
import { pick, TRACKS } from './model.ts';
import { push } from './push-steps.ts';
import { tell } from './robot-steps.ts';
import { step } from './step.ts';
import { listOpen } from './stops.ts';

const JOBS = ['web', 'unit'] as const;

export const mend = step(
  'mend',
  fc.record({ index: fc.nat(3), build: fc.nat(7), status: fc.constantFrom('passed', 'failed', 'running') }),
  async ({ index, build, status }, model, real) => {
    const stop = pick(
      listOpen(model).filter(({ of }) => of.startsWith('job ')),
      index,
    );
    const track = TRACKS.find((each) => JOBS.some((job) => ofJob(job, each) === stop?.of));
    if (stop === undefined || track === undefined) return;
    const open = listOpen(model).filter(({ line }) => track.lines.includes(line));
    const pushed = await push({ track, pusher: 'dana', fix: open.indexOf(stop) }, { model, real });
    if (pushed === undefined) return;
    real.now = ++model.now;
    const [, job = ''] = stop.of.split(' ');
    const about = { line: stop.line, job, build: `${job}-${build}`, revision: pushed.new };
    const said = { ...about, status, started: model.now, trigger: 'push' };
    await tell(said, track.repo, { model, real });
  },
  (_, model) => listOpen(model).some(({ of }) => of.startsWith('job ')),
);
