// What monitors send, as they send it, and what it means.
import { describe, expect, it } from 'vitest';
import { translateAlertmanager } from '../../src/alert/alertmanager.ts';
import { tellExitStatus } from '../../src/alert/exit-status.ts';
import { translateNagios } from '../../src/alert/nagios.ts';
import { translateSystemd } from '../../src/alert/systemd.ts';

const LABELS = { alertname: 'HighLatency', severity: 'critical', instance: 'web1:9100' };
const ALERT = {
  status: 'firing',
  labels: LABELS,
  annotations: { summary: 'p99 is above 2 s', description: 'long story' },
  startsAt: '2026-03-02T14:02:00Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus:9090/graph?g0.expr=up',
  fingerprint: '5d3a1f0f9b2c4e67',
};
const TOLD = {
  key: 'HighLatency/5d3a1f0f9b2c4e67',
  severity: 'critical',
  state: 'firing',
  summary: 'p99 is above 2 s',
  url: 'http://prometheus:9090/graph?g0.expr=up',
};

const payload = (...alerts: unknown[]): unknown => ({
  version: '4',
  status: 'firing',
  groupKey: '{}:{}',
  alerts,
});
const told = (alert: object): unknown => translateAlertmanager(payload({ ...ALERT, ...alert }))[0];
const problem = (text: string): unknown => ({ kind: 'problem', problem: text });

describe('translateAlertmanager()', () => {
  it('makes a report of each alert', () => {
    const other = { ...ALERT, status: 'resolved', fingerprint: 'ab', labels: {}, annotations: {} };
    expect(translateAlertmanager(payload(ALERT, other))).toEqual([
      { kind: 'report', alert: TOLD },
      {
        kind: 'report',
        alert: { key: 'ab', severity: 'warning', state: 'resolved', summary: 'ab', url: TOLD.url },
      },
    ]);
  });
  it.each([
    ['critical', 'critical'],
    ['Page', 'critical'],
    ['error', 'critical'],
    ['warning', 'warning'],
    ['none', 'info'],
    ['info', 'info'],
    ['constructor', 'warning'],
    [undefined, 'warning'],
    [7, 'warning'],
  ])('reads severity %j as %s', (severity, expected) => {
    expect(told({ labels: { ...LABELS, severity } })).toMatchObject({ alert: { severity: expected } });
  });
  it.each([
    [{ message: 'm', description: 'd' }, 'm'],
    [{ summary: ' ', description: 'two\r\n\tlines\x1b[31m \ud800' }, 'two lines [31m \ufffd'],
    [{ summary: 7 }, 'HighLatency on web1:9100'],
    [null, 'HighLatency on web1:9100'],
    [{ summary: 'x'.repeat(5_000_000) }, `${'x'.repeat(500)}...`],
  ])('takes its summary from annotations', (annotations, summary) => {
    expect(told({ annotations })).toMatchObject({ alert: { summary } });
  });
  it.each(['javascript:alert(1)', 'https://bank@evil.example/', '/graph', '', 7])(
    'takes no link from %j',
    (generatorURL) => {
      expect(told({ generatorURL })).not.toHaveProperty('alert.url');
    },
  );
  it('takes the line from a label', () => {
    expect(told({ labels: { ...LABELS, andon_line: 'main' } })).toMatchObject({ alert: { line: 'main' } });
  });
  it('says which alert is none, and takes the others', () => {
    const alerts = [
      7,
      { ...ALERT, fingerprint: undefined },
      { ...ALERT, status: 'suppressed' },
      { ...ALERT, fingerprint: 'f'.repeat(201) },
      ALERT,
    ];
    expect(translateAlertmanager(payload(...alerts))).toEqual([
      problem('alert 1 has no fingerprint'),
      problem('alert 2 (HighLatency) has no fingerprint'),
      problem('alert 3 (HighLatency) is neither firing nor resolved'),
      problem('alert 4 (HighLatency) has no fingerprint'),
      { kind: 'report', alert: TOLD },
    ]);
  });
  it('takes no more than 500 alerts, and says that there were more', () => {
    const all = translateAlertmanager(payload(...Array.from({ length: 502 }, () => ALERT)));
    expect(all).toHaveLength(501);
    expect(all[500]).toEqual(problem('2 alerts too many: no more than 500'));
  });
  it('says that Alertmanager itself left alerts out', () => {
    expect(translateAlertmanager({ version: '4', alerts: [], truncatedAlerts: 3 })).toEqual([
      problem('Alertmanager left alerts out (max_alerts of its webhook)'),
    ]);
    expect(translateAlertmanager({ version: '4', alerts: [], truncatedAlerts: 0 })).toEqual([]);
  });
  it.each([[null], [[]], ['4'], [{ version: '5', alerts: [] }], [{ version: '4', alerts: {} }]])(
    'does not know %j',
    (given) => {
      expect(translateAlertmanager(given)).toEqual([
        problem('this is not what Alertmanager sends to a webhook, in version 4'),
      ]);
    },
  );
});

const SERVICE = {
  NAGIOS_NOTIFICATIONTYPE: 'PROBLEM',
  NAGIOS_HOSTNAME: 'web1',
  NAGIOS_HOSTSTATE: 'UP',
  NAGIOS_HOSTOUTPUT: 'PING OK',
  NAGIOS_HOSTNOTESURL: 'https://wiki.example/web1',
  NAGIOS_SERVICEDESC: 'disk',
  NAGIOS_SERVICESTATE: 'CRITICAL',
  NAGIOS_SERVICEOUTPUT: 'DISK CRITICAL - free space: / 0 MB',
  NAGIOS_SERVICENOTESURL: 'https://wiki.example/disk?h=web1&x',
};
const HOST = {
  ...SERVICE,
  NAGIOS_HOSTSTATE: 'DOWN',
  NAGIOS_HOSTOUTPUT: '',
  NAGIOS_SERVICEDESC: '',
  NAGIOS_SERVICESTATE: '',
  NAGIOS_SERVICEOUTPUT: '',
};

describe('translateNagios()', () => {
  it('makes a report of a service', () => {
    expect(translateNagios(SERVICE)).toEqual([
      {
        kind: 'report',
        alert: {
          key: 'web1/disk',
          severity: 'critical',
          state: 'firing',
          summary: 'web1/disk is CRITICAL: DISK CRITICAL - free space: / 0 MB',
          url: 'https://wiki.example/disk?h=web1&x',
        },
      },
    ]);
  });
  it('makes a report of a host', () => {
    expect(translateNagios(HOST)).toMatchObject([
      { alert: { key: 'web1', severity: 'critical', state: 'firing', summary: 'web1 is DOWN' } },
    ]);
  });
  it.each([
    ['WARNING', 'warning', 'firing'],
    ['UNKNOWN', 'warning', 'firing'],
    ['CRITICAL', 'critical', 'firing'],
    ['OK', 'info', 'resolved'],
  ])('reads that a service is %s', (state, severity, expected) => {
    expect(translateNagios({ ...SERVICE, NAGIOS_SERVICESTATE: state })).toMatchObject([
      { alert: { severity, state: expected } },
    ]);
  });
  it.each([
    ['UP', 'info', 'resolved'],
    ['UNREACHABLE', 'warning', 'firing'],
  ])('reads that a host is %s', (state, severity, expected) => {
    expect(translateNagios({ ...HOST, NAGIOS_HOSTSTATE: state })).toMatchObject([
      { alert: { severity, state: expected } },
    ]);
  });
  it.each(['ACKNOWLEDGEMENT', 'CUSTOM', 'FLAPPINGSTART', 'DOWNTIMESTART'])(
    'has nothing to say at %s',
    (type) => {
      expect(translateNagios({ ...SERVICE, NAGIOS_NOTIFICATIONTYPE: type })).toEqual([]);
    },
  );
  it.each(['FLAPPINGSTOP', 'FLAPPINGEND', 'DOWNTIMEEND', 'DOWNTIMECANCELLED', 'DOWNTIMEREMOVED'])(
    'learns at %s only what became fine meanwhile',
    (type) => {
      const ended = { ...SERVICE, NAGIOS_NOTIFICATIONTYPE: type };
      expect(translateNagios(ended)).toEqual([]);
      expect(translateNagios({ ...ended, NAGIOS_SERVICESTATE: 'OK' })).toMatchObject([
        { alert: { state: 'resolved' } },
      ]);
    },
  );
  it.each([
    [{}, 'NAGIOS_HOSTNAME or NAGIOS_NOTIFICATIONTYPE is not set: see enable_environment_macros'],
    [{ ...SERVICE, NAGIOS_NOTIFICATIONTYPE: 'X' }, 'NAGIOS_NOTIFICATIONTYPE is "X", which is not known'],
    [{ ...SERVICE, NAGIOS_SERVICESTATE: 'X' }, 'NAGIOS_SERVICESTATE is "X", which is not known'],
    [{ ...HOST, NAGIOS_HOSTSTATE: undefined }, 'NAGIOS_HOSTSTATE is "", which is not known'],
    // Else it would speak of the host.
    [{ ...SERVICE, NAGIOS_SERVICEDESC: 'x'.repeat(201) }, 'NAGIOS_SERVICEDESC is no name'],
  ])('says what is wrong', (macros, expected) => {
    expect(translateNagios(macros)).toEqual([problem(expected)]);
  });
});

// What systemd 252 sets.
const ENDED = {
  MONITOR_UNIT: 'backup.service',
  MONITOR_SERVICE_RESULT: 'exit-code',
  MONITOR_EXIT_CODE: 'exited',
  MONITOR_EXIT_STATUS: '3',
  MONITOR_INVOCATION_ID: 'a4ac9e698ab94f2ea642e34a41e9c3f8',
};

describe('translateSystemd()', () => {
  it.each([
    [{}, 'backup.service failed: exit-code (exited 3)'],
    [
      { MONITOR_SERVICE_RESULT: 'timeout', MONITOR_EXIT_CODE: 'killed', MONITOR_EXIT_STATUS: 'TERM' },
      'backup.service failed: timeout (killed TERM)',
    ],
    [
      {
        MONITOR_SERVICE_RESULT: 'start-limit-hit',
        MONITOR_EXIT_CODE: undefined,
        MONITOR_EXIT_STATUS: undefined,
      },
      'backup.service failed: start-limit-hit',
    ],
  ])('says how a service failed', (change, summary) => {
    expect(translateSystemd({ ...ENDED, ...change })).toEqual([
      {
        kind: 'report',
        alert: { key: 'backup.service', severity: 'critical', state: 'firing', summary, anew: true },
      },
    ]);
  });
  it('says that it succeeded', () => {
    expect(translateSystemd({ ...ENDED, MONITOR_SERVICE_RESULT: 'success' })).toMatchObject([
      { alert: { state: 'resolved', summary: 'backup.service succeeded' } },
    ]);
  });
  it('says that systemd told it nothing', () => {
    expect(translateSystemd({})).toMatchObject([{ kind: 'problem' }]);
  });
});

describe('tellExitStatus()', () => {
  it.each([
    ['0', 'resolved', 'backup succeeded'],
    ['3', 'firing', 'backup failed with exit status 3'],
    ['128', 'firing', 'backup failed with exit status 128'],
    ['143', 'firing', 'backup failed with exit status 143 (signal 15)'],
    ['255', 'firing', 'backup failed with exit status 255 (signal 127)'],
  ])('reads %s', (status, state, summary) => {
    const anew = state === 'firing' ? { anew: true } : {};
    expect(tellExitStatus('backup', status)).toEqual({ state, summary, ...anew });
  });
  it.each(['', '256', '-1', '3x', '0x1', '1 ', ' '])('does not know %j', (status) => {
    expect(tellExitStatus('backup', status)).toBeUndefined();
  });
});
