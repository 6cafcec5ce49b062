// Whatever a monitor sends, or somebody in its place, it becomes reports of a known size or problems.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { translateAlertmanager } from '../../src/alert/alertmanager.ts';
import { translateNagios } from '../../src/alert/nagios.ts';
import { translateSystemd } from '../../src/alert/systemd.ts';
import type { Translate, Translated } from '../../src/alert/translation.ts';
import { SEVERITIES } from '../../src/line/alert.ts';
import { alertKey } from '../../src/journal/alert-views.ts';
import { MAIN } from '../support/gate.ts';

const snippets = fc.constantFrom('\ud800', '\0', '\r\n', '\u2028', '\x1b[31m', ' ', 'é', 'a', 'https://e/');
const text = fc.oneof(
  fc.array(fc.oneof(snippets, fc.string({ unit: 'binary', maxLength: 4 }))).map((parts) => parts.join('')),
  fc.nat(2_000).map((length) => 'x'.repeat(length)),
);
const value = fc.oneof({ weight: 4, arbitrary: text }, fc.anything());
const map = (names: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] }) },
    value,
  ); // prettier-ignore

const alert = fc.record(
  {
    status: fc.oneof(fc.constantFrom('firing', 'resolved'), value),
    labels: map(['alertname', 'instance', 'severity', 'andon_line', '__proto__']),
    annotations: map(['summary', 'message', 'description']),
    fingerprint: fc.oneof(fc.constantFrom('ab', 'cd'), value),
    generatorURL: value,
  },
  { requiredKeys: [] },
);
const groups = fc.record(
  {
    version: fc.oneof({ weight: 8, arbitrary: fc.constant('4') }, value),
    alerts: fc.oneof({ weight: 8, arbitrary: fc.array(fc.oneof(alert, value)) }, value),
    truncatedAlerts: value,
  },
  { requiredKeys: [] },
);
const macros = fc.record(
  {
    NAGIOS_NOTIFICATIONTYPE: fc.oneof(fc.constantFrom('PROBLEM', 'RECOVERY', 'DOWNTIMEEND'), value),
    NAGIOS_HOSTNAME: value,
    NAGIOS_HOSTSTATE: fc.oneof(fc.constantFrom('UP', 'DOWN'), value),
    NAGIOS_HOSTOUTPUT: value,
    NAGIOS_SERVICEDESC: value,
    NAGIOS_SERVICESTATE: fc.oneof(fc.constantFrom('OK', 'CRITICAL'), value),
    NAGIOS_SERVICEOUTPUT: value,
    NAGIOS_SERVICENOTESURL: value,
  },
  { requiredKeys: [] },
);
const ends = fc.record(
  {
    MONITOR_UNIT: value,
    MONITOR_SERVICE_RESULT: value,
    MONITOR_EXIT_CODE: value,
    MONITOR_EXIT_STATUS: value,
  },
  { requiredKeys: [] },
);

const MONITORS: readonly (readonly [string, Translate, fc.Arbitrary<unknown>])[] = [
  ['Alertmanager', translateAlertmanager, groups],
  ['Nagios', translateNagios, macros],
  ['systemd', translateSystemd, ends],
];

it.each(MONITORS)('what %s sends is translated within limits', (_, translate, payloads) => {
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: payloads }, fc.anything()), (payload) => {
      for (const each of translate(payload)) expectFit(each);
    }),
  );
});

it('an alert that is wrong takes no other with it', () => {
  const good = { status: 'firing', fingerprint: 'good' };
  fc.assert(
    fc.property(fc.array(alert), fc.array(alert), (before, after) => {
      const all = translateAlertmanager({ version: '4', alerts: [...before, good, ...after] });
      expect(all).toHaveLength(before.length + 1 + after.length);
      expect(all[before.length]).toMatchObject({ kind: 'report', alert: { key: 'good' } });
    }),
  );
});

function expectFit(each: Translated): void {
  if (each.kind === 'problem') {
    expectLine(each.problem, 500);
    return;
  }
  const { key, severity, state, summary, url, line, ...rest } = each.alert;
  // Only what fires can fire once more.
  expect(rest).toEqual(rest.anew === undefined ? {} : { anew: true });
  if (rest.anew === true) expect(state).toBe('firing');
  expect(SEVERITIES).toContain(severity);
  expect(['firing', 'resolved']).toContain(state);
  expectLine(key, 401);
  expectLine(summary, 1_000);
  // The store keeps it under this name, which half a character would break.
  expect(alertKey({ line: MAIN, source: 'm', key })).toContain('alert main m ');
  if (line !== undefined) expectLine(line, 200);
  if (url !== undefined) expect(url).toMatch(/^https?:\/\/\S{1,1000}$/);
}

function expectLine(said: string, most: number): void {
  expect(said.length).toBeLessThanOrEqual(most);
  expect(said.trim()).not.toBe('');
  expect(said).not.toMatch(/\p{Cc}/u);
  expect(said.isWellFormed()).toBe(true);
}
