// Freezes on their way from the admin's file to the one that the hook reads.
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkConfig } from '../../src/config/apply.ts';
import type { Freeze } from '../../src/line/freeze.ts';
import type { Policy } from '../../src/push/policy.ts';
import { ConfigSandbox } from '../support/config-sandbox.ts';

const START = Date.parse('2026-11-21T08:00:00Z');
const DAY_MS = 86_400_000;

let box: ConfigSandbox;
beforeEach(() => {
  box = new ConfigSandbox();
});
afterEach(() => box.close());

const after = (days: number): Date => new Date(START + days * DAY_MS);
const yaml = (...freezes: readonly string[]): string =>
  `lines: { main: { refs: [HEAD], freezes: [${freezes.map((each) => `{ ${each} }`).join(', ')}] } }\n`;
const NIGHT = 'name: night, reason: Nobody is there, cron: "0 22 * * *", for: 8h, timeZone: Europe/Berlin';
const freezesOf = ({ lines }: Policy): readonly Freeze[] => lines[0]?.freezes ?? [];

describe('applyConfig()', () => {
  test('writes the windows of 400 days, in UTC, and up to when they are known', async () => {
    box.edit(yaml(`${NIGHT}, exempt: [ci]`, 'name: once, reason: b, from: 2026-12-18, until: 2026-12-19'));
    const { policy } = await box.apply();
    const [night, once] = freezesOf(policy);
    expect(policy.freezesKnownUntil).toBe(after(400).toISOString());
    expect(night).toMatchObject({ name: 'night', reason: 'Nobody is there', exempt: ['ci'] });
    expect(night?.windows).toHaveLength(400);
    expect(night?.windows[0]).toEqual({
      from: '2026-11-21T21:00:00.000Z',
      until: '2026-11-22T05:00:00.000Z',
    });
    expect(once?.windows).toEqual([{ from: '2026-12-18T00:00:00.000Z', until: '2026-12-19T00:00:00.000Z' }]);
    expect(JSON.parse(readFileSync(box.applied, 'utf8'))).toMatchObject({ policy });
  });

  test('writes nothing of freezes where there are none', async () => {
    box.edit(yaml());
    await box.apply();
    expect(readFileSync(box.applied, 'utf8')).not.toMatch(/freeze/i);
  });

  test.each([
    [
      'cron: "0 25 * * *", for: 1h',
      /lines.main.freezes\[0\].cron of freeze "a" is "0 25 \* \* \*", which cannot be used/,
    ],
    [
      'rrule: FREQ=HOURLY, for: 10m',
      'lines.main.freezes[0] of freeze "a" begins more than 2000 times in 400 days',
    ],
    [
      'from: "2026-12-18", until: "2026-12-17"',
      'lines.main.freezes[0].until of freeze "a" is "2026-12-17", expected',
    ],
  ])('refuses %s, and so does a check', async (text, message) => {
    box.edit(yaml(`name: a, reason: b, ${text}`));
    await expect(box.apply()).rejects.toThrow(message);
    const { repository: repositoryDir, serverFile } = box;
    const request = { repositoryDir, serverFile, now: after(0), uid: process.geteuid?.() ?? 0 };
    await expect(checkConfig(request)).rejects.toThrow(message);
  });

  test('refuses freezes that are too many together, and names the one that is too much', async () => {
    const often = (name: string): string => `name: ${name}, reason: b, cron: "0 */8 * * *", for: 10m`;
    box.edit(yaml(often('a'), often('b')));
    await expect(box.apply()).rejects.toThrow(
      'lines.main.freezes[1] of freeze "b" brings the line beyond 2000 windows in 400 days',
    );
  });

  test('leaves freezes out for who only reads rules', async () => {
    box.edit(yaml(NIGHT));
    const { repository: repositoryDir, serverFile } = box;
    const request = { repositoryDir, serverFile, now: after(0), uid: process.geteuid?.() ?? 0 };
    expect(freezesOf(await checkConfig({ ...request, withoutFreezes: true }))).toEqual([]);
  });

  test('keeps what has been in force since, for who has still to record it', async () => {
    box.edit(yaml(NIGHT, 'name: once, reason: b, from: "2026-11-21", until: "2026-11-23"'));
    await box.apply();
    box.edit(yaml(NIGHT.replace('22 *', '20 *')));
    const [night, once] = freezesOf((await box.apply(undefined, after(2))).policy);
    expect(night?.windows.slice(0, 4).map(({ from }) => from.slice(8, 16))).toEqual([
      '21T21:00',
      '22T21:00',
      '23T19:00',
      '24T19:00',
    ]);
    expect(once).toBeUndefined();
    // Not for ever.
    const [later] = freezesOf((await box.apply(undefined, after(402))).policy);
    expect(later?.windows[0]?.from.slice(0, 10)).toBe('2026-11-23');
  });

  test('mends a file that cannot be read', async () => {
    box.edit(yaml(NIGHT));
    await box.apply();
    writeFileSync(box.applied, 'nonsense');
    expect(freezesOf((await box.apply()).policy)).toHaveLength(1);
  });
});

describe('readPolicy()', () => {
  test('works the calendar out further while it is still known for 30 days', async () => {
    box.edit(yaml(NIGHT));
    await box.apply();
    const early = await box.push(undefined, after(370));
    expect(early.policy.freezesKnownUntil).toBe(after(400).toISOString());
    const late = await box.push(undefined, after(370.5));
    expect(late).toMatchObject({ warnings: [], policy: { freezesKnownUntil: after(770.5).toISOString() } });
    expect((await box.push(undefined, after(371))).policy).toEqual(late.policy);
  });
});
