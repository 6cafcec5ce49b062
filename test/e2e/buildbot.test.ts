// From push to red to refused push to fix to green to resume, with a real Buildbot and no human step.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openBuildbot } from '../support/buildbot.ts';
import { entriesOf, openScratch } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

const PATIENCE = { timeout: 40_000, interval: 200 };

async function untilBuilt(scratch: Scratch, status: string, count: number): Promise<void> {
  await vi.waitFor(async () => {
    const reports = await entriesOf(scratch, 'build.reported');
    expect(reports.filter((each) => each.status === status)).toHaveLength(count);
  }, PATIENCE);
}

test('Buildbot builds what lands, stops the line and resumes it', { timeout: 150_000 }, async () => {
  const scratch = await openScratch();
  const buildbot = await openBuildbot(scratch);
  writeFileSync(
    join(scratch.server, 'andon.yaml'),
    `lines: { main: { refs: [HEAD] } }\nchannels: { ci: ${buildbot.channel} }\n`,
  );
  await buildbot.start();
  const push = async (test: string, message: string): Promise<Ran> => {
    writeFileSync(join(scratch.work, 'test'), `${test}\n`);
    await scratch.git(['add', 'test']);
    await scratch.git(['commit', '-q', '-m', message]);
    return scratch.push(['origin', 'main']);
  };
  expect(await push('true', 'first')).toMatchObject({ code: 0 });
  await untilBuilt(scratch, 'passed', 1);
  expect(await push('false', 'break it')).toMatchObject({ code: 0 });
  await untilBuilt(scratch, 'failed', 1);
  const refused = await push('false # still', 'more');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('web failed on ');
  await scratch.git(['reset', '-q', '--hard', 'origin/main']);
  expect(await push('true', 'mend it\n\nFixes-Build: 1')).toMatchObject({ code: 0 });
  await untilBuilt(scratch, 'passed', 2);
  expect((await scratch.andon(['status'])).stdout).toBe('main: running\n');
  expect(await push('true # still', 'on we go')).toMatchObject({ code: 0 });
  await untilBuilt(scratch, 'passed', 3);
});
