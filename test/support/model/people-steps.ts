// What people do to a line: pull the cord, claim, amend, resume.
import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { LineCommand } from '../../../src/line/commands.ts';
import { AndonError } from '../../../src/text/andon-error.ts';
import { at } from '../build-scene.ts';
import { lineName } from '../gate.ts';
import { listOver, tick } from './calendar.ts';
import { pick } from './model.ts';
import type { Line, Model, ModelStop, Repo } from './model.ts';
import { repo, step } from './step.ts';
import type { Sides } from './step.ts';
import { liftStop, listOpen, openStop } from './stops.ts';

const line = fc.constantFrom<Line>('main', 'main', 'docs');
const after = fc.option(fc.constantFrom(1, 5, 20, 60), { nil: undefined, freq: 2 });
/** Mostly one that is open, and now and then one that is over. */
const target = fc.record({ index: fc.nat(7), isOpen: fc.constantFrom(true, true, true, false) });
type Target = typeof target extends fc.Arbitrary<infer T> ? T : never;

const find = (model: Readonly<Model>, { index, isOpen }: Target): ModelStop | undefined =>
  pick(isOpen ? listOpen(model) : model.stops, index);
const isThere = ({ target }: { readonly target: Target }, model: Readonly<Model>): boolean =>
  find(model, target) !== undefined;

/** Asks for a change of a stop, which has to be open by then. */
async function change(
  { target, repo }: { readonly target: Target; readonly repo: Repo },
  { model, real }: Sides,
  { command, afterwards }: { command: (stop: number) => LineCommand; afterwards: (stop: ModelStop) => void },
): Promise<void> {
  const stop = find(model, target);
  if (stop?.number === undefined) throw new Error('there is no such stop');
  const told = real.store(repo).command(command(stop.number));
  // Of what is refused nothing happens, and so neither does what was due.
  if (stop.lifted !== undefined || listOver(model, repo).has(stop))
    return expect(told).rejects.toThrow(AndonError);
  await told;
  tick(model, repo);
  afterwards(stop);
}

const stop = step(
  'stop',
  fc.record({ repo, line, caution: after, until: after, isBuild: fc.boolean() }),
  async ({ repo, line, caution, until, isBuild }, model, real) => {
    const [turnsAt, end] = [caution, until].map((each) => (each === undefined ? each : model.now + each));
    tick(model, repo);
    openStop(model, { line, of: 'person', turnsAt, until: end });
    await real.store(repo).command({
      kind: 'open',
      line: lineName(line),
      level: caution === undefined ? 'stop' : 'caution',
      cause: isBuild ? 'build' : 'person',
      summary: 'broken',
      by: 'dana',
      ...(isBuild ? { build: 'web-1' } : {}),
      ...(turnsAt === undefined ? {} : { stopsAt: at(turnsAt) }),
      ...(end === undefined ? {} : { until: at(end) }),
    });
  },
);

const claim = step(
  'claim',
  fc.record({ repo, target, by: fc.constantFrom('dana', 'lee') }),
  async (asked, model, real) =>
    change(
      asked,
      { model, real },
      {
        command: (stop) => ({ kind: 'claim', stop, by: asked.by }),
        afterwards: (stop) => {
          stop.claims = [...stop.claims, { by: asked.by, at: model.now }];
          model.news.push(['stop.claimed', stop]);
        },
      },
    ),
  isThere,
);

const amend = step(
  'amend',
  fc.record({ repo, target, until: after, summary: fc.constantFrom(undefined, 'worse') }),
  async ({ until, summary, ...asked }, model, real) => {
    const end = until === undefined ? undefined : model.now + until;
    await change(
      asked,
      { model, real },
      {
        command: (stop) => ({
          kind: 'amend',
          stop,
          by: 'dana',
          ...(summary === undefined ? {} : { summary }),
          ...(end === undefined ? {} : { until: at(end) }),
        }),
        afterwards: (stop) => {
          stop.summary = summary ?? stop.summary;
          stop.until = end ?? stop.until;
          model.news.push(['stop.amended', stop]);
        },
      },
    );
  },
  isThere,
);

const resume = step(
  'resume',
  fc.record({ repo, target }),
  async (asked, model, real) =>
    change(
      asked,
      { model, real },
      {
        command: (stop) => ({ kind: 'lift', target: { stop }, by: 'dana', reason: 'mended' }),
        afterwards: (stop) => liftStop(model, stop, { by: 'person', at: model.now }),
      },
    ),
  isThere,
);

const resumeLine = step('resume all', fc.record({ repo, line }), async ({ repo, line }, model, real) => {
  tick(model, repo);
  for (const stop of listOpen(model, line)) liftStop(model, stop, { by: 'person', at: model.now });
  const target = { line: lineName(line) };
  await real.store(repo).command({ kind: 'lift', target, by: 'dana', reason: 'mended' });
});

export const peopleSteps = [stop, claim, amend, resume, resumeLine];
