// What the doctor says of the files and programs that a channel needs.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnoseSources } from '../../src/cli/diagnose-sources.ts';
import type { Destination } from '../../src/notify/channel.ts';
import { channel } from '../support/announcements.ts';
import { asNobody } from '../support/as-nobody.ts';
import { temporaryFolder } from '../support/engines.ts';

const WRITE = 'write it, readable to the user that the hooks run as';

function put(text: string, mode = 0o600): string {
  const file = join(temporaryFolder(), 'secret');
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

const slack = (file: string): Destination => ({ kind: 'slack', url: { file }, allowPrivate: [] });
const webhook = (file: string): Destination => ({
  kind: 'webhook',
  url: { value: 'https://board.example/' },
  secret: { file },
  allowPrivate: [],
});
const mail = (via: Extract<Destination, { kind: 'email' }>['via']): Destination => ({
  kind: 'email',
  to: ['a@example.org'],
  from: 'b@example.org',
  via,
  allowPrivate: [],
});

describe('diagnoseSources()', () => {
  const found = (destination: Destination): readonly object[] => diagnoseSources(channel({ destination }));
  const warning = (message: string, fix: string): object => ({
    check: 'channel ops',
    health: 'warning',
    message,
    fix,
  });

  it.each([slack, webhook, (file: string) => mail({ smtp: { value: 'smtp://a' }, secret: { file } })])(
    'warns of a file that is missing, empty, or open to others',
    (destinationOf) => {
      expect(found(destinationOf(put('x\n')))).toEqual([]);
      expect(found(destinationOf(put('x\n', 0o640)))).toEqual([]);
      expect(found(destinationOf('/nowhere/secret'))).toEqual([
        warning('"/nowhere/secret" cannot be read (ENOENT)', WRITE),
      ]);
      const empty = put(' \n');
      expect(found(destinationOf(empty))).toEqual([warning(`"${empty}" is empty`, WRITE)]);
      const open = put('x\n', 0o644);
      expect(found(destinationOf(open))).toEqual([
        warning(`"${open}" may be read by everybody on this machine`, `chmod o-r ${open}`),
      ]);
    },
  );

  it('warns of a file that may not be read', async () => {
    const file = put('x\n', 0);
    await asNobody(async () => {
      expect(found(slack(file))).toEqual([warning(`"${file}" cannot be read (EACCES)`, WRITE)]);
    });
  });

  it.each<[string, (program: string) => Destination]>([
    ['sendmail', (program) => mail({ sendmail: program })],
    ['command', (program) => ({ kind: 'command', command: [program, 'x'] })],
  ])('warns of a program that cannot be run (%s)', (_, destinationOf) => {
    expect(found(destinationOf('/bin/sh'))).toEqual([]);
    const fix = 'install it, or name another';
    expect(found(destinationOf('/nowhere/program'))).toEqual([
      warning('"/nowhere/program" cannot be run (ENOENT)', fix),
    ]);
    const file = put('');
    expect(found(destinationOf(file))).toEqual([warning(`"${file}" cannot be run (EACCES)`, fix)]);
  });
});
