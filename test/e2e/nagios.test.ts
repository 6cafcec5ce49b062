// The real Nagios checks a host and a service, and its notifications enter the line.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { expect, test, vi } from 'vitest';
import { requireProgram, startDaemon } from '../support/daemon.ts';
import { ANDON, entriesOf, withMain } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

// As in the README, with times in seconds.
const objects = (scratch: Scratch): string => `
define timeperiod {
  timeperiod_name always
  alias always
  ${DAYS.map((day) => `${day} 00:00-24:00`).join('\n  ')}
}
define command {
  command_name check
  command_line /bin/sh ${scratch.path('check.sh')} $ARG1$
}
define command {
  command_name andon
  command_line ${ANDON} alert --from nagios --repo ${scratch.server} --line main
}
define contact {
  contact_name andon
  host_notification_commands andon
  service_notification_commands andon
  host_notification_period always
  service_notification_period always
  host_notification_options d,u,r
  service_notification_options w,u,c,r
}
define host {
  host_name web1
  check_command check!host
  ${EVERY_SECOND}
}
define service {
  host_name web1
  service_description disk
  notes_url https://wiki.example/disk?host=$HOSTNAME$&x
  check_command check!service
  ${EVERY_SECOND}
}
`;

const EVERY_SECOND = `check_interval 1
  retry_interval 1
  max_check_attempts 1
  check_period always
  notification_period always
  notification_interval 0
  contacts andon`;

const settings = (scratch: Scratch): string => `log_file=${scratch.path('nagios.log')}
cfg_file=${scratch.path('objects.cfg')}
object_cache_file=${scratch.path('objects.cache')}
status_file=${scratch.path('status.dat')}
lock_file=${scratch.path('nagios.lock')}
query_socket=${scratch.path('nagios.qh')}
temp_file=${scratch.path('nagios.tmp')}
temp_path=${scratch.folder}
check_result_path=${scratch.path('results')}
nagios_user=${userInfo().username}
check_external_commands=0
check_for_updates=0
use_syslog=0
retain_state_information=0
interval_length=1
cached_host_check_horizon=0
enable_environment_macros=1
`;

/** Sets what the plugin says of the host or the service, and its exit code. */
function say(scratch: Scratch, about: 'host' | 'service', code: number, output: string): void {
  // Whole or not at all: a check may run at any time.
  writeFileSync(scratch.path(`${about}.new`), `${code}\n${output}\n`);
  renameSync(scratch.path(`${about}.new`), scratch.path(about));
}

test('what Nagios notifies of stops the line, whatever a plugin prints', async () => {
  const nagios = requireProgram('/usr/sbin/nagios4', 'nagios4-core');
  const { scratch } = await withMain();
  mkdirSync(scratch.path('results'));
  writeFileSync(scratch.path('check.sh'), `{ read -r code; cat; } <${scratch.folder}/"$1"\nexit "$code"\n`);
  writeFileSync(scratch.path('objects.cfg'), objects(scratch));
  writeFileSync(scratch.path('nagios.cfg'), settings(scratch));
  say(scratch, 'host', 0, 'fine');
  say(scratch, 'service', 0, 'fine');
  await startDaemon(scratch, [nagios, scratch.path('nagios.cfg')], (said) =>
    said.includes('Copyright') ? true : undefined,
  );
  const heard = async (number: number): Promise<void> =>
    vi.waitFor(
      async () => expect(await entriesOf(scratch, 'alert.reported')).toHaveLength(number),
      { timeout: 20_000, interval: 250 },
    ); // prettier-ignore

  // Where it reached a shell, this would print on, or leave a file behind.
  const hostile = `a' --line other $(touch ${scratch.folder}/caught) & \`id\` "`;
  say(scratch, 'service', 2, `${hostile} | load=1`);
  await heard(1);
  say(scratch, 'service', 0, 'fine again');
  await heard(2);
  say(scratch, 'host', 2, 'gone');
  await heard(3);
  expect(await entriesOf(scratch, 'alert.reported')).toMatchObject([
    { key: 'web1/disk', state: 'firing', severity: 'critical', summary: `web1/disk is CRITICAL: ${hostile}` },
    { key: 'web1/disk', state: 'resolved', summary: 'web1/disk is OK: fine again' },
    { key: 'web1', source: 'nagios', state: 'firing', severity: 'critical', summary: 'web1 is DOWN: gone' },
  ]);
  expect(await entriesOf(scratch, 'stop.opened')).toMatchObject([
    { level: 'stop', url: 'https://wiki.example/disk?host=web1&x', alert: { key: 'web1/disk' } },
    { level: 'stop', alert: { key: 'web1' } },
  ]);
  expect((await scratch.run('ls', ['caught'])).code).not.toBe(0);
});
