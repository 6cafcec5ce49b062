// The hooks' compiled code, with the real Node and the real bundles.
import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'andon-launch-'));
  cpSync('dist', folder, { recursive: true });
  for (const name of ['pre-receive', 'post-receive', 'main']) rmSync(join(folder, `${name}.cjs.code`));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const node = (script: string, ...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [join(folder, script), ...args], { encoding: 'utf8', input: '', cwd: folder });
const check = (): number | null => node('compile-hooks.cjs', '--check').status;

describe('compile-hooks', () => {
  it('leaves code that the same Node can use', () => {
    expect(check()).toBe(1);
    expect(node('compile-hooks.cjs')).toMatchObject({ status: 0, stderr: '' });
    expect(check()).toBe(0);
  });
  it('tells code that was cut or is of another V8', () => {
    node('compile-hooks.cjs');
    const path = join(folder, 'post-receive.cjs.code');
    const code = readFileSync(path);
    writeFileSync(path, code.subarray(0, code.length / 2));
    expect(check()).toBe(1);
    code[4] = (code[4] ?? 0) ^ 1;
    writeFileSync(path, code);
    expect(check()).toBe(1);
  });
});

describe('launch', () => {
  it('runs a bundle as Node would, with compiled code and without', () => {
    const path = join(folder, 'pre-receive.cjs');
    writeFileSync(
      path,
      `const { basename } = require("node:path");
       const { said } = require("./apply.mjs");
       console.log(process.argv.slice(1).map((word) => basename(word)).join(), said);`,
    );
    writeFileSync(join(folder, 'apply.mjs'), 'export const said = "at last";');
    const expected = { status: 0, stdout: 'pre-receive.cjs,hook at last\n', stderr: '' };
    expect(node('launch.cjs', path, 'hooks/hook')).toMatchObject(expected);
    expect(node('compile-hooks.cjs', '--run', path, 'hooks/hook')).toMatchObject(expected);
    expect(existsSync(`${path}.code`)).toBe(true);
    expect(node('launch.cjs', path, 'hooks/hook')).toMatchObject(expected);
  });
});
