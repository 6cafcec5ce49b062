// What check, apply and the doctor say of a server before anybody asks it.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnoseServer } from '../../src/cli/diagnose-server.ts';
import { temporaryFolder } from '../support/engines.ts';

const TOKEN = `andon_${'1'.repeat(12)}_${'a'.repeat(64)}`;
const url = 'https://andon.example';

function put(text: string, mode = 0o600): string {
  const file = join(temporaryFolder(), 'token');
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

describe('diagnoseServer()', () => {
  it('has nothing to say of what is sound', () => {
    expect(diagnoseServer({ url, tokenFile: put(`${TOKEN}\n`, 0o640) }, {})).toEqual([]);
    expect(diagnoseServer({ url }, { ANDON_TOKEN: TOKEN })).toEqual([]);
  });

  it('finds a token that is missing, empty, or not set at all', () => {
    const bad = (message: string): object => ({
      check: 'server',
      health: 'bad',
      message: `The server ${url} cannot be asked: ${message}`,
      fix: expect.stringContaining('andon token create') as string,
    });
    const empty = put(' \n');
    expect(diagnoseServer({ url, tokenFile: empty }, {})).toEqual([bad(`"${empty}" is empty`)]);
    const tokenFile = '/nowhere/token';
    expect(diagnoseServer({ url, tokenFile }, {})).toEqual([bad(`"${tokenFile}" cannot be read (ENOENT)`)]);
    expect(diagnoseServer({ url }, {})).toEqual([bad('the environment has no ANDON_TOKEN')]);
  });

  it('warns of a token that others may read', () => {
    const tokenFile = put(TOKEN, 0o644);
    expect(diagnoseServer({ url, tokenFile }, {})).toEqual([
      {
        check: 'server',
        health: 'warning',
        message: `"${tokenFile}" may be read by everybody on this machine`,
        fix: `chmod o-r ${tokenFile}`,
      },
    ]);
  });

  it.each([
    ['http://andon.example', 1],
    ['http://10.0.0.1:7676', 1],
    ['http://127.0.0.1.example', 1],
    ['http://localhost:7676', 0],
    ['http://127.0.0.1:7676', 0],
    ['http://[::1]:7676', 0],
  ])('warns of a token in the clear where it leaves the machine: %s', (server, count) => {
    const found = diagnoseServer({ url: server }, { ANDON_TOKEN: TOKEN });
    expect(found).toHaveLength(count);
    if (count === 1)
      expect(found[0]?.message).toBe(
        `the token goes to ${server} in the clear: who is in between may use it`,
      );
  });
});
