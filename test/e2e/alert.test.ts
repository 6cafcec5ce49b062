import { expect, test } from 'vitest';
import { withMain } from '../support/scratch.ts';
import type { Ran } from '../support/scratch.ts';

test('andon alert stops a line, and says when the alert is over', async () => {
  const { scratch } = await withMain(
    'lines: { main: { refs: [HEAD], alerts: { warning: stop, grace: 5m } } }\n',
  );
  const say = async (...args: string[]): Promise<Ran> =>
    scratch.andon(['alert', '--line', 'main', '--source', 'cron', '--key', 'backup', ...args]);
  const firing = await say(
    '--severity',
    'warning',
    '--state',
    'firing',
    '--summary',
    'no backup since Monday',
  );
  expect(firing).toMatchObject({ code: 0 });
  expect(firing.stdout).toContain(
    'alert backup of cron on line main firing (warning): no backup since Monday',
  );
  expect(firing.stdout).toContain('stop 1 opened: line main stopped');
  await scratch.commit('second\n');
  expect((await scratch.push(['origin', 'main'])).stderr).toContain('no backup since Monday');
  const again = await say('--severity', 'warning', '--state', 'firing', '--summary', 'still none');
  expect(again).toMatchObject({ code: 0, stdout: '', stderr: 'this is on record already\n' });
  await say('--severity', 'warning', '--state', 'resolved', '--summary', 'there is one');
  expect(await scratch.andon(['status', 'main'])).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('the alert is over') as string,
  });
  expect(await say('--severity', 'red', '--state', 'firing', '--summary', 'x')).toMatchObject({ code: 2 });
});
