import { expect, it } from 'vitest';
import { checkSettings } from '../../src/install/doctor.ts';
import { bareScratch } from '../support/scratch.ts';

it('checkSettings() says what a setting is, and that one is not set', async () => {
  const { git, server, folder, env } = bareScratch();
  await git(['init', '-q', '--bare', server], { cwd: folder });
  await git(['config', 'core.fsync', 'none'], { cwd: server });
  await git(['config', 'core.logAllRefUpdates', 'always'], { cwd: server });
  const said = checkSettings(server, env).map(({ check, health, message }) =>
    [health, check, message.split(':')[0]].join(' '),
  );
  expect(said).toEqual([
    'warning core.fsync is "none"',
    'good core.logAllRefUpdates is "always"',
    'warning receive.fsckObjects is not set',
    'good receive.shallowUpdate is not set',
    'warning receive.advertisePushOptions is not set',
  ]);
});
