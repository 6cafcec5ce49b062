import { expect, test } from 'vitest';
import { ANDON, entriesOf, withMain } from '../support/scratch.ts';
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

const ALERT = {
  status: 'firing',
  labels: { alertname: 'Down', severity: 'critical', andon_line: 'main' },
  annotations: { summary: 'web1 is down' },
  fingerprint: '5d3a1f0f9b2c4e67',
};

test('andon alert --from alertmanager takes what it can, and says what it cannot', async () => {
  const { scratch } = await withMain();
  const say = async (input: string, ...args: string[]): Promise<Ran> =>
    scratch.andon(['alert', '--from', 'alertmanager', ...args], { input });
  const alerts = [
    { ...ALERT, fingerprint: 7 },
    { ...ALERT, labels: { alertname: '\u001b[31mLost' }, fingerprint: 'ab' },
    { ...ALERT, labels: { andon_line: 'elsewhere' }, fingerprint: 'cd' },
    ALERT,
  ];
  const mixed = await say(JSON.stringify({ version: '4', alerts }));
  expect(mixed.code).toBe(1);
  expect(mixed.stderr.split('\n')).toEqual([
    'not taken in: alert 1 (Down) has no fingerprint',
    'not taken in: [31mLost/ab does not say which line it is about',
    'not taken in: cd is about line "elsewhere", and there is none',
    '',
  ]);
  expect(mixed.stdout).toContain('stop 1 opened: line main stopped');
  const all = JSON.stringify({ version: '4', alerts: [ALERT] });
  expect(await say(all, '--line', 'main')).toEqual({
    code: 0,
    stdout: '',
    stderr: 'this is on record already\n',
  });
  expect(await say(all, '--line', 'main', '--source', 'eu', '--severity', 'info')).toMatchObject({ code: 0 });
  expect(await entriesOf(scratch, 'alert.reported')).toMatchObject([
    { source: 'alertmanager', severity: 'critical', key: 'Down/5d3a1f0f9b2c4e67' },
    { source: 'eu', severity: 'info' },
  ]);
  expect(await say(all, '--line', 'elsewhere')).toMatchObject({ code: 2 });
  expect(await say('{')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('holds no JSON') as string,
  });
  expect(await say(' '.repeat(5 * 1024 * 1024))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('more than 4 MiB') as string,
  });
});

test('andon alert --from nagios and --from systemd read the environment', async () => {
  const { scratch } = await withMain();
  const say = async (from: string, env: Record<string, string>): Promise<Ran> =>
    scratch.andon(['alert', '--line', 'main', '--from', from], { env });
  const service = { NAGIOS_HOSTNAME: 'web1', NAGIOS_SERVICEDESC: 'disk', NAGIOS_SERVICESTATE: 'WARNING' };
  const problem = await say('nagios', { ...service, NAGIOS_NOTIFICATIONTYPE: 'PROBLEM' });
  expect(problem.stdout).toContain('alert web1/disk of nagios on line main firing (warning)');
  const quiet = await say('nagios', { ...service, NAGIOS_NOTIFICATIONTYPE: 'ACKNOWLEDGEMENT' });
  expect(quiet).toEqual({ code: 0, stdout: '', stderr: '' });
  const unit = { MONITOR_UNIT: 'backup.service', MONITOR_SERVICE_RESULT: 'exit-code' };
  expect((await say('systemd', unit)).stdout).toContain('stop 2 opened: line main stopped');
  expect(await say('systemd', {})).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('MONITOR_UNIT') as string,
  });
});

test('a crontab tells how a job ended, and leaves its output and its exit status alone', async () => {
  const { scratch } = await withMain('lines: { main: { refs: [HEAD], alerts: { autoResume: true } } }\n');
  const tell = `${ANDON} alert --repo ${scratch.server} --line main --source cron --key backup --severity critical`;
  const cron = async (job: string): Promise<Ran> =>
    scratch.run('/bin/sh', ['-c', `${job}; status=$?; ${tell} --exit-status $status; exit $status`]);
  const failed = await cron(`sh -c 'echo "disk full"; echo why >&2; exit 3'`);
  expect(failed).toMatchObject({ code: 3, stderr: 'why\n' });
  expect(failed.stdout).toMatch(/^disk full\n.* firing \(critical\): backup failed with exit status 3\n/);
  expect(failed.stdout).toContain('stop 1 opened');
  expect((await cron('true')).stdout).toContain('stop 1 lifted');
  expect(await cron('true')).toEqual({ code: 0, stdout: '', stderr: '' });
  const killed = await cron(`sh -c 'kill -9 $$'`);
  expect(killed.code).toBe(137);
  expect(killed.stdout).toContain('backup failed with exit status 137 (signal 9)');
  expect((await cron('false')).stderr).toBe('this is on record already\n');
  expect((await scratch.andon(['resume', 'main', '-m', 'mended'])).code).toBe(0);
  expect((await cron('false')).stdout).toContain('stop 3 opened');
});

test('andon alert says which flags do not go together', async () => {
  const { scratch } = await withMain();
  const say = async (...args: string[]): Promise<string> => {
    const { code, stderr } = await scratch.andon(['alert', ...args]);
    expect(code).toBe(2);
    return stderr.split('\n')[0] ?? '';
  };
  const named = ['--line', 'main', '--source', 'cron', '--key', 'backup'];
  expect(await say('--key', 'x', '--from', 'nagios')).toContain('--from comes with --key');
  expect(await say('--line', 'main')).toContain('--key is missing');
  expect(await say(...named)).toContain('--severity is missing');
  expect(await say(...named, '--severity', 'info')).toContain('--state is missing');
  expect(await say(...named.slice(2), '--severity', 'info', '--exit-status', '1')).toContain(
    '--line is missing',
  );
  const status = [...named, '--severity', 'info', '--exit-status'];
  expect(await say(...status, '1', '--state', 'firing')).toContain('--exit-status comes with');
  expect(await say(...status, '1x')).toContain('"1x" is not the exit status of a job');
  expect(await scratch.journal()).toHaveLength(3);
});
