// What README.md has people paste: each configuration is whole, and cron finds the command.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigSandbox } from '../support/config-sandbox.ts';
import { requireProgram } from '../support/daemon.ts';
import { temporaryFolder } from '../support/engines.ts';

const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/^```yaml\n(?<yaml>.*?)^```$/gms)].map(
  ({ groups }) => groups?.['yaml'] ?? '',
);
// A file of another program is named in its first line.
const configurations = blocks.filter((block) => !block.startsWith('#'));

describe('README.md', () => {
  let box: ConfigSandbox;
  beforeEach(() => (box = new ConfigSandbox()));
  afterEach(() => box.close());

  it.each(configurations)('has configurations that can be used alone (%#)', async (block) => {
    box.edit(block);
    await expect(box.apply()).resolves.toMatchObject({ format: 1 });
  });

  it('has a unit for the server that systemd takes', () => {
    const [unit = ''] = [...text.matchAll(/^```ini\n(# \S*\/andon\.service\n.*?)^```$/gms)].map(
      ([, found]) => found,
    );
    const file = join(temporaryFolder(), 'andon.service');
    // What it names need not be on this machine.
    writeFileSync(
      file,
      unit.replace('/usr/local/bin/andon', process.execPath).replace('User=andon', 'User=root'),
    );
    const { status, stderr } = spawnSync(
      requireProgram('/usr/bin/systemd-analyze', 'systemd'),
      ['verify', file],
      { encoding: 'utf8' },
    );
    expect(unit).toContain('ExecStart=/usr/local/bin/andon serve');
    expect([status, stderr]).toEqual([0, '']);
  });

  it('names the command by its path where cron runs it, which has no /usr/local/bin', () => {
    const jobs = [...text.matchAll(/(?:\* ){3,}(?<job>[^`\n]*)/g)].map(({ groups }) => groups?.['job'] ?? '');
    expect(jobs).not.toHaveLength(0);
    for (const job of jobs) expect(job.replaceAll('/usr/local/bin/andon ', '')).not.toContain('andon ');
  });
});
