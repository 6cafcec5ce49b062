import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkHooks } from '../../src/install/doctor.ts';
import { isShim } from '../../src/install/is-shim.ts';
import { installShim, shimFiles, shimText, uninstallShim } from '../../src/install/shim.ts';
import { writeHook } from '../support/install.ts';

const release = { node: "/opt/it's/node", folder: "/opt/it's" };
let folder: string;
let hooks: string;
let hook: string;
let kept: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'andon-shim-'));
  hooks = join(folder, 'hooks');
  hook = join(hooks, 'pre-receive');
  kept = join(hooks, 'pre-receive.d');
  mkdirSync(hooks);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const install = (): (() => void) => installShim(hooks, 'pre-receive', release);
const uninstall = (): ReturnType<typeof uninstallShim> => uninstallShim(hooks, 'pre-receive');
const text = (path: string): string => readFileSync(path, 'utf8');
const mode = (path: string): number => lstatSync(path).mode & 0o7777;

describe('shimFiles()', () => {
  it('reads back what shimText() quotes', () => {
    expect(shimFiles(shimText('pre-receive', release))).toEqual([
      "/opt/it's/node",
      "/opt/it's/launch.cjs",
      "/opt/it's/pre-receive.cjs",
    ]);
  });
});

describe('installShim()', () => {
  it('changes nothing the second time', () => {
    install();
    const before = lstatSync(hook, { bigint: true });
    install();
    const after = lstatSync(hook, { bigint: true });
    expect([after.ino, after.ctimeNs]).toEqual([before.ino, before.ctimeNs]);
    expect(readdirSync(hooks)).toEqual(['pre-receive']);
  });

  it('mends a hook of ours that git cannot run', () => {
    install();
    chmodSync(hook, 0o644);
    install();
    expect(mode(hook)).toBe(0o755);
  });

  it.each([0o755, 0o644, 0o700])('keeps a hook of others with mode %o, and puts it back', (bits) => {
    writeHook(hook, 'theirs');
    chmodSync(hook, bits);
    const before = lstatSync(hook);
    install();
    expect(isShim(text(hook))).toBe(true);
    expect(mode(join(kept, '50-before-andon'))).toBe(bits);
    expect(uninstall()).toEqual({ restored: true, left: [] });
    const after = lstatSync(hook);
    expect([after.ino, after.mode, after.mtimeMs]).toEqual([before.ino, before.mode, before.mtimeMs]);
    expect(readdirSync(hooks)).toEqual(['pre-receive']);
  });

  it.each([
    ['relative', '../shared/check'],
    ['absolute', undefined],
  ])('keeps a hook that is a %s symbolic link', (_, link) => {
    mkdirSync(join(folder, 'shared'));
    writeHook(join(folder, 'shared', 'check'), 'shared');
    const target = link ?? join(folder, 'shared', 'check');
    symlinkSync(target, hook);
    install();
    expect(execFileSync(join(kept, '50-before-andon'), { encoding: 'utf8' })).toBe('shared\n');
    expect(lstatSync(hook).isFile()).toBe(true);
    uninstall();
    expect(readlinkSync(hook)).toBe(target);
  });

  it('keeps a symbolic link that leads nowhere', () => {
    symlinkSync('gone', hook);
    install();
    expect(readlinkSync(join(kept, '50-before-andon'))).toBe('../gone');
    uninstall();
    expect(readlinkSync(hook)).toBe('gone');
  });

  it('keeps a second hook that took the place of ours under another number', () => {
    writeHook(hook, 'first');
    install();
    rmSync(hook);
    writeHook(hook, 'second');
    install();
    expect(readdirSync(kept).sort()).toEqual(['50-before-andon', '51-before-andon']);
    expect(text(join(kept, '50-before-andon'))).toContain('first');
    expect(text(join(kept, '51-before-andon'))).toContain('second');
    expect(uninstall()).toEqual({ restored: true, left: [join(kept, '50-before-andon')] });
    expect(text(hook)).toContain('second');
  });

  it('keeps a hook once that came back as it was', () => {
    writeHook(hook, 'theirs');
    install();
    rmSync(hook);
    writeHook(hook, 'theirs');
    install();
    expect(readdirSync(kept)).toEqual(['50-before-andon']);
  });

  it('refuses a hook that is a folder', () => {
    mkdirSync(hook);
    expect(install).toThrow(`${hook} is not a file`);
    expect(readdirSync(hooks)).toEqual(['pre-receive']);
  });

  it('returns what takes it back', () => {
    writeHook(hook, 'theirs');
    install()();
    expect(text(hook)).toContain('theirs');
    install();
    installShim(hooks, 'pre-receive', { node: '/new/node', folder: '/new' })();
    expect(text(hook)).toBe(shimText('pre-receive', release));
  });
});

describe('uninstallShim()', () => {
  it('leaves a hook that is not ours', () => {
    writeHook(hook, 'theirs');
    expect(uninstall()).toBeUndefined();
    expect(text(hook)).toContain('theirs');
  });
});

describe('checkHooks()', () => {
  it('names the file that a hook runs and that is gone, quotes and all', () => {
    install();
    expect(checkHooks(folder, hooks).at(0)?.message).toContain("runs /opt/it's/node, which does not exist");
    writeFileSync(join(folder, 'node'), '');
    installShim(hooks, 'pre-receive', { node: join(folder, 'node'), folder: "/it's" });
    expect(checkHooks(folder, hooks).at(0)?.message).toContain("runs /it's/launch.cjs");
  });
});
