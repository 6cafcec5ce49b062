// How long it takes to tell the suspects of a stop, where thousands of pushes landed since the last good build.
import { findSuspects } from '../../src/push/find-suspects.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';
import { openBuildScene } from '../support/build-scene.ts';
import { median } from './measure.ts';

/** Returns the median in milliseconds, of a store on disk. */
export async function suspectsTime(path: string, pushes: number): Promise<number> {
  const scene = await openBuildScene({}, sqliteEngine({ path, busyTimeoutMs: 1_000, create: true }));
  await scene.land(1);
  await scene.report('first', 1, 'passed');
  for (let revision = 2; revision <= pushes + 1; revision++) await scene.land(revision);
  await scene.report('last', pushes + 1, 'failed');
  const times: number[] = [];
  for (let round = 0; round < 11; round++) {
    const start = performance.now();
    const { suspects } = await findSuspects(1, scene.store);
    times.push(performance.now() - start);
    if (suspects.length !== pushes) throw new Error(`found ${suspects.length} suspects of ${pushes}`);
  }
  scene.engine.close();
  return median(times);
}
