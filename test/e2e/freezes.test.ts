// Freezes around the present time: a real push meets them, and the journal tells of it.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entriesOf, openScratch, withMain } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

const MINUTE_MS = 60_000;

/** A window in minutes from now, as a setting. */
function span(from: number, until: number): string {
  const time = (minutes: number): string =>
    new Date(Date.now() + minutes * MINUTE_MS).toISOString().slice(0, 19);
  return `from: "${time(from)}Z", until: "${time(until)}Z"`;
}

const config = (freezes: readonly string[], more = ''): string =>
  `pusher: env:PUSHER\n${more}lines: { main: { refs: [HEAD], freezes: [${freezes.map((each) => `{ ${each} }`).join(', ')}] } }\n`;

const RELEASE = 'name: release-week, reason: "4.2 goes out", exempt: [release-*]';

async function prepared(freezes: readonly string[], more = ''): Promise<Scratch> {
  const scratch = await openScratch({ config: config(freezes, more) });
  await scratch.commit('first\n');
  return scratch;
}

const pushBy = async (scratch: Scratch, pusher: string, ref = 'main'): Promise<Ran> =>
  scratch.push(['origin', ref], { env: { PUSHER: pusher } });

test('a freeze that has begun refuses, and lets its exempt pass', async () => {
  const scratch = await prepared([`${RELEASE}, ${span(-1, 60)}`]);
  const refused = await pushBy(scratch, 'dana');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/line main is STOPPED since .* UTC \(\d+ min\)/);
  expect(refused.stderr).toMatch(/stop 1 {4}4\.2 goes out\s+\nremote: {13}opened by schedule, until .*UTC/);
  expect(refused.stderr).toContain('changes line main during freeze release-week');
  expect(refused.stderr).not.toContain('Fixes-Build');
  expect((await scratch.andon(['status'])).stdout).toContain(
    'stop 1: freeze release-week: 4.2 goes out, by schedule, until',
  );
  expect(await pushBy(scratch, 'release-bot')).toMatchObject({ code: 0 });
  expect(await entriesOf(scratch, 'push.admitted')).toMatchObject([
    { passages: [{ way: 'exempt', stops: [1] }] },
  ]);
});

test('a freeze that is over or has still to come holds nobody', async () => {
  const scratch = await prepared([
    `${RELEASE}, ${span(-60, -1)}`,
    `name: later, reason: b, ${span(120.5, 180)}`,
    `name: next-month, reason: c, ${span(30 * 1440, 31 * 1440)}`,
  ]);
  expect(await pushBy(scratch, 'dana')).toMatchObject({ code: 0 });
  const { code, stdout } = await scratch.andon(['status']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^main: running\n {2}freeze later in 2 h, until .* UTC: b\n$/);
  const status = JSON.parse((await scratch.andon(['status', '--json'])).stdout) as { lines: object[] };
  expect(status.lines).toMatchObject([{ ahead: [{ name: 'later' }, { name: 'next-month' }] }]);
});

test('a freeze that an edit brings holds from the next push on, and one that it takes away no more', async () => {
  const scratch = await prepared([]);
  const yaml = join(scratch.server, 'andon.yaml');
  expect(await pushBy(scratch, 'dana')).toMatchObject({ code: 0 });
  await scratch.commit('second\n');
  writeFileSync(yaml, config([`${RELEASE}, ${span(-1, 60)}`]));
  expect(await pushBy(scratch, 'dana')).toMatchObject({ code: 1 });
  writeFileSync(yaml, config([]));
  expect(await pushBy(scratch, 'dana')).toMatchObject({ code: 0 });
  expect(await entriesOf(scratch, 'stop.lifted')).toMatchObject([
    { by: 'schedule', reason: 'freeze release-week is no longer in the configuration' },
  ]);
});

test('a person who lifts a freeze is not overruled', async () => {
  const scratch = await prepared([`${RELEASE}, ${span(-1, 60)}`]);
  expect(await scratch.andon(['resume', 'main', '-m', 'shipped early'])).toMatchObject({ code: 0 });
  expect(await pushBy(scratch, 'dana')).toMatchObject({ code: 0 });
  expect(await scratch.andon(['tick'])).toMatchObject({ code: 0, stdout: '' });
  expect(await scratch.andon(['status'])).toMatchObject({ code: 0, stdout: 'main: running\n' });
});

test('two pushes at once open one stop', async () => {
  const scratch = await prepared([`${RELEASE}, ${span(-1, 60)}`]);
  const pushes = await Promise.all(
    ['main', 'main:refs/heads/a', 'main:refs/heads/b'].map(async (ref) => pushBy(scratch, 'dana', ref)),
  );
  expect(pushes.map(({ code }) => code)).toEqual([1, 0, 0]);
  expect(await entriesOf(scratch, 'stop.opened')).toHaveLength(1);
});

test.each([
  ['open', 'onUnavailable: open\n'],
  ['last-known', 'onUnavailable: { lastKnown: 15m }\n'],
])('onUnavailable %s obeys a freeze that is on', async (_, setting) => {
  const scratch = await prepared([], setting);
  expect(await pushBy(scratch, 'dana', 'main:refs/heads/seen')).toMatchObject({ code: 0 });
  // Applied and not yet seen by the store: the calendar alone knows of it.
  writeFileSync(join(scratch.server, 'andon.yaml'), config([`${RELEASE}, ${span(0, 60)}`], setting));
  const store = join(scratch.server, 'andon', 'store.db');
  renameSync(store, `${store}.away`);
  const refused = await pushBy(scratch, 'dana');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('freeze    4.2 goes out');
  expect(await pushBy(scratch, 'release-bot')).toMatchObject({ code: 0 });
});

test('andon check asks the calendar as well', async () => {
  const scratch = await prepared([`${RELEASE}, ${span(-1, 60)}`]);
  const asked = async (pusher: string): Promise<Ran> =>
    scratch.run(join(import.meta.dirname, '../../dist/andon'), ['check', 'origin', 'main'], {
      cwd: scratch.work,
      env: { PUSHER: pusher },
    });
  expect(await asked('dana')).toMatchObject({ code: 1 });
  expect(await asked('release-bot')).toMatchObject({ code: 0 });
});

test('a stop with an end lifts itself', async () => {
  const { scratch } = await withMain();
  const stopped = await scratch.andon(['stop', 'main', '-m', 'moving the database', '--until', '2s']);
  expect(stopped).toMatchObject({ code: 0 });
  await scratch.commit('second\n');
  const refused = await scratch.push(['origin', 'main']);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/opened by .*, until \d\d:\d\d UTC/);
  expect((await scratch.andon(['status'])).stdout).toMatch(/moving the database, by .*, until \d\d:\d\d UTC/);
  expect(await scratch.andon(['wait', 'main', '--timeout', '20s'])).toMatchObject({ code: 0 });
  expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
  const [lifted] = await entriesOf(scratch, 'stop.lifted');
  expect(lifted).toMatchObject({ by: 'schedule', reason: 'its time was up' });
  expect(lifted?.effectiveAt).toBe((await entriesOf(scratch, 'stop.opened'))[0]?.until);
});

test('andon amend gives a stop another end', async () => {
  const { scratch } = await withMain();
  await scratch.andon(['stop', 'main', '-m', 'red']);
  expect(await scratch.andon(['amend', '1'])).toMatchObject({ code: 2 });
  expect(await scratch.andon(['amend', '1', '--until', '2020-01-01'])).toMatchObject({ code: 2 });
  const amended = await scratch.andon(['amend', '1', '--until', '1s']);
  expect(amended.stdout).toMatch(/stop 1 amended by \w+: red until \d{4}-.*Z\n$/);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect((await scratch.andon(['tick'])).stdout).toMatch(/stop 1 lifted by schedule.*: its time was up\n$/);
  expect(await scratch.andon(['status'])).toMatchObject({ code: 0 });
});
