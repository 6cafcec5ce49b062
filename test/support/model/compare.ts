// Holds the real line against the model: each stop, and each line's status.
import { expect } from 'vitest';
import type { Stop } from '../../../src/line/stop.ts';
import { lineView, readIntents, readStop, readTip } from '../../../src/store/read-views.ts';
import { at } from '../build-scene.ts';
import { lineName } from '../gate.ts';
import { value } from '../pushes.ts';
import type { Model, ModelStop } from './model.ts';
import type { Real } from './real.ts';
import { statusOf } from './stops.ts';

const LINES = ['main', 'docs'] as const;
const WHO: Readonly<Record<string, string>> = {
  dana: 'person',
  ci: 'build',
  nagios: 'alert',
  schedule: 'calendar',
};
const time = (minute: number | undefined): string | undefined =>
  minute === undefined ? undefined : at(minute);

/** Compares what has changed since the last time: all that opened, all that is open, and all that was lifted. */
export async function expectSame(model: Model, real: Real): Promise<void> {
  const entries = await real.readNew();
  const touched = new Set<ModelStop>(model.stops.filter(({ lifted }) => lifted === undefined));
  for (const entry of entries) {
    if (entry.kind === 'stop.opened') touched.add(numberStop(model, entry));
    const stop = 'stop' in entry ? model.stops.find(({ number }) => number === entry.stop) : undefined;
    if (stop !== undefined) touched.add(stop);
  }
  expect(model.stops.filter(({ number }) => number === undefined)).toEqual([]);
  await real.engine.read(({ views }) => {
    for (const stop of touched)
      expect(describeReal(readStop(views, stop.number ?? 0))).toEqual(describe(stop));
    const { statuses } = lineView(views, at(model.now));
    for (const line of LINES) {
      const found = statuses.get(lineName(line));
      const { since, ...expected } = statusOf(model, line);
      expect({
        status: found?.status,
        since: found?.since,
        stops: found?.stops.map(({ number }) => number),
      }).toEqual({ ...expected, since: time(since) });
    }
  });
}

/** Compares every stop that there ever was, every push that is open, and where refs were last seen. */
export async function expectAllSame(model: Model, real: Real): Promise<void> {
  await expectSame(model, real);
  await real.engine.read(({ views }) => {
    for (const stop of model.stops)
      expect(describeReal(readStop(views, stop.number ?? 0))).toEqual(describe(stop));
    const open = model.pushes.filter(({ settled }) => !settled).map(({ id }) => id);
    const intents = (['a', 'b'] as const).flatMap((repo) => readIntents(views, repo));
    expect(intents.map(({ push }) => push).sort()).toEqual(open.sort());
    for (const [track, { recorded }] of model.refs)
      expect(readTip(views, track.repo, track.ref)?.value).toBe(
        recorded === undefined ? recorded : value(recorded),
      );
  });
}

type Opened = Pick<Stop, 'line' | 'failing' | 'alert' | 'freeze'>;

/** Finds the stop that the model expects, and gives it its number. */
function numberStop(model: Model, entry: Opened & { readonly stop: number }): ModelStop {
  const stop = model.stops.find(
    ({ number, line, of }) => number === undefined && line === entry.line && of === ofReal(entry),
  );
  if (stop === undefined) throw new Error(`stop ${entry.stop} is one too many: ${ofReal(entry)}`);
  stop.number = entry.stop;
  return stop;
}

function ofReal({ failing, alert, freeze }: Opened): string {
  if (failing !== undefined) return `job ${failing.job} ${failing.repository} ${failing.ref}`;
  if (alert !== undefined) return `alert ${alert.key}`;
  if (freeze === undefined) return 'person';
  const [from, until] = [freeze.from, freeze.until].map(toMinute);
  return `freeze ${freeze.name} ${from}-${until} ${freeze.repository}`;
}

function toMinute(text: string): number {
  return (Date.parse(text) - Date.parse(at(0))) / 60_000;
}

function describe({ claims, fix, lifted, ...stop }: ModelStop): object {
  return {
    number: stop.number,
    line: stop.line,
    of: stop.of,
    summary: stop.summary,
    since: time(stop.since),
    stopsAt: time(stop.turnsAt),
    until: time(stop.until),
    claimedBy: claims.at(-1)?.by,
    fix: fix === undefined ? 'none' : `failed: ${fix.failed}`,
    lifted: lifted === undefined ? 'no' : `${lifted.by} ${at(lifted.at)}`,
  };
}

function describeReal(stop: Stop | undefined): object | undefined {
  if (stop === undefined) return undefined;
  const { fix, lifted } = stop;
  const of = ofReal(stop);
  return {
    number: stop.number,
    line: stop.line,
    of,
    // The build says more of itself than the model does.
    summary:
      of.startsWith('job ') && / (?:failed|error|overdue|not reported)/.test(stop.summary)
        ? 'broken'
        : stop.summary,
    since: stop.since,
    stopsAt: stop.stopsAt,
    until: stop.until,
    claimedBy: stop.claim?.by,
    fix: fix === undefined ? 'none' : `failed: ${fix.failed !== undefined}`,
    lifted: lifted === undefined ? 'no' : `${WHO[lifted.by]} ${lifted.at}`,
  };
}
