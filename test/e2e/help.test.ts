// What --help says of options that take one of a few words.
import { expect, it } from 'vitest';
import { ANDON, bareScratch } from '../support/scratch.ts';

it.each([
  ['ci report', '--status', ['passed', 'failed', 'error', 'cancelled', 'running']],
  ['ci report', '--trigger', ['push', 'schedule', 'manual']],
  ['ci report', '--started', ['2026-03-02T14:27:00Z', 'seconds since 1970']],
  ['ci report', '--finished', ['--started']],
  ['alert', '--from', ['alertmanager', 'nagios', 'systemd']],
  ['alert', '--severity', ['critical', 'warning', 'info']],
  ['alert', '--state', ['firing', 'resolved']],
  ['notify test', '--event', ['stop.opened', 'ref.drifted']],
])('andon %s --help says what %s takes', async (command, option, words) => {
  const { run } = bareScratch();
  const { code, stdout } = await run(ANDON, [...command.split(' '), '--help']);
  expect(code).toBe(0);
  const [, said = ''] = stdout.split(new RegExp(`^ +${option} `, 'm'));
  const [own = ''] = said.split(/^ +--/m);
  for (const word of words) expect(own).toContain(word);
});
