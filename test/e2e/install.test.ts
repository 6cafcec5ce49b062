import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePlace, snapshot, writeHook } from '../support/install.ts';
import type { Outcome, Place } from '../support/install.ts';

let place: Place;

beforeAll(() => {
  place = makePlace();
});

afterAll(() => place.remove());

const passes = { code: 0 };
const andon = (...args: readonly string[]): Outcome =>
  place.run(join(place.prefix, 'current', 'andon'), args);

describe('install.sh', () => {
  it('says what it would do with --dry-run, and does nothing', () => {
    const { gitDir } = place.repository('dry run.git');
    const before = [...snapshot(gitDir), ...snapshot(place.checkout)];
    const outcome = place.install('--dry-run', gitDir);
    expect(outcome).toMatchObject(passes);
    expect(outcome.output).toContain(`would run: `);
    expect(outcome.output).toContain(`'${gitDir.replaceAll("'", "'\\''")}'`);
    expect([...snapshot(gitDir), ...snapshot(place.checkout)]).toEqual(before);
    expect(existsSync(place.prefix)).toBe(false);
  });

  it('installs hooks that judge pushes', () => {
    const { gitDir, clone } = place.repository('shop "one".git');
    const installed = place.install(gitDir);
    expect(installed).toMatchObject(passes);
    // To be pasted as it is.
    const again = `./install.sh --prefix '${place.prefix.replaceAll("'", "'\\''")}'`;
    expect(installed.output).toContain(`upgrade:        git pull && ${again} REPOSITORY...\n`);
    expect(installed.output).toContain(`go back:        ${again} --rollback\n`);
    expect(place.push(clone, 'topic: one')).toMatchObject(passes);
    expect(andon('stop', 'main', '-m', 'red', '--repo', gitDir)).toMatchObject(passes);
    const refused = place.push(clone, 'topic: two');
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('line main is STOPPED');
  });

  it('refuses a repository that others may write, and leaves it as it was', () => {
    const { gitDir } = place.repository('open.git');
    chmodSync(gitDir, 0o2775);
    const before = snapshot(gitDir);
    const outcome = place.install(gitDir);
    expect(outcome.code).not.toBe(0);
    expect(outcome.output).toContain('who could take its hooks away');
    expect(snapshot(gitDir)).toEqual(before);
  });

  it('changes nothing the second time', () => {
    const { gitDir } = place.repository('twice.git');
    expect(place.install(gitDir)).toMatchObject(passes);
    const [hooks, releases] = [join(gitDir, 'hooks'), join(place.prefix, 'releases')];
    const before = [
      ...snapshot(hooks),
      readFileSync(join(gitDir, 'andon.yaml'), 'utf8'),
      ...readdirSync(releases),
    ];
    const log = andon('log', '--repo', gitDir).output;
    const again = place.install(gitDir);
    expect(again).toMatchObject(passes);
    expect(again.output).toContain('already');
    expect([
      ...snapshot(hooks),
      readFileSync(join(gitDir, 'andon.yaml'), 'utf8'),
      ...readdirSync(releases),
    ]).toEqual(before);
    expect(andon('log', '--repo', gitDir).output).toBe(log);
  });

  it('chains the hook that is there, and --uninstall puts it back and keeps the journal', () => {
    const { gitDir, clone } = place.repository('chained.git');
    const hook = join(gitDir, 'hooks', 'pre-receive');
    writeHook(hook, 'theirs ran');
    chmodSync(hook, 0o750);
    const before = snapshot(join(gitDir, 'hooks'));
    const installed = place.install(gitDir);
    expect(installed).toMatchObject(passes);
    expect(installed.output).not.toContain('theirs ran');
    expect(place.push(clone, 'topic: one').output).toContain('theirs ran');
    expect(place.install('--uninstall', gitDir)).toMatchObject(passes);
    expect(snapshot(join(gitDir, 'hooks'))).toEqual(before);
    expect(andon('log', '--repo', gitDir).output).toContain('landed');
  });

  it('installs with the file that ANDON_CONFIG names, and proves the release without it', () => {
    const { gitDir } = place.repository('own config.git');
    const file = join(place.folder, 'named.yaml');
    writeFileSync(file, 'lines: { web: { refs: [HEAD] } }\n');
    const prefix = join(place.folder, 'prefix of named');
    const environment = { ANDON_CONFIG: file };
    const outcome = place.run(join(place.checkout, 'install.sh'), ['--prefix', prefix, gitDir], {
      environment,
    });
    expect(outcome).toMatchObject(passes);
    expect(outcome.output).toContain(`installed into ${gitDir}: line web (HEAD)\n`);
    // It stays the one in force when nobody names it again.
    const again = place.run(join(place.checkout, 'install.sh'), ['--prefix', prefix, gitDir]);
    expect(again.output).toContain(`installed into ${gitDir}: line web (HEAD)\n`);
    expect(existsSync(join(gitDir, 'andon.yaml'))).toBe(false);
    expect(globSync('{proof,*.git}', { cwd: join(prefix, 'current') })).toEqual([]);
  });

  it('leaves a repository alone that it cannot install into', () => {
    const { gitDir } = place.repository('bad config.git');
    writeFileSync(join(gitDir, 'andon.yaml'), 'lines: 7\n');
    const hooks = snapshot(join(gitDir, 'hooks'));
    const outcome = place.install(gitDir);
    expect(outcome.code).toBe(1);
    expect(outcome.output).toContain('cannot install into');
    expect(snapshot(join(gitDir, 'hooks'))).toEqual(hooks);
  });

  it('installs into all repositories of a folder with --all', () => {
    const names = ['all/a b.git', 'all/deeper/c.git', 'all/not this'];
    const [one, two, other] = names.map((name) => place.repository(name).gitDir);
    expect(place.install('--all', join(place.folder, 'all'))).toMatchObject(passes);
    const hookOf = (gitDir = ''): string => join(gitDir, 'hooks', 'pre-receive');
    expect([one, two, other].map((gitDir) => existsSync(hookOf(gitDir)))).toEqual([true, true, false]);
  });

  it('keeps the store in the folder of --state', () => {
    const { gitDir, clone } = place.repository('with state.git');
    const state = join(place.folder, "the store's");
    expect(place.install('--state', state, gitDir)).toMatchObject(passes);
    expect(place.push(clone, 'topic: one')).toMatchObject(passes);
    expect(existsSync(join(state, 'store.db'))).toBe(true);
  });

  it('gives the owner of the repository all that it writes there', () => {
    const { gitDir } = place.repository('owned.git');
    const root = process.getuid?.() === 0;
    // A user that every system has; only root can give files away.
    const [uid, gid] = root ? [65_534, 65_534] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
    chmodSync(place.folder, 0o755);
    chownSync(gitDir, uid, gid);
    for (const name of globSync('**/{*,.*}', { cwd: gitDir })) chownSync(join(gitDir, name), uid, gid);
    // Where root often is, and its owner may not follow.
    const home = join(place.folder, 'home of root');
    mkdirSync(home, { mode: 0o700 });
    const install = ['--prefix', place.prefix, join('..', 'owned.git')];
    expect(place.run(join(place.checkout, 'install.sh'), install, { cwd: home })).toMatchObject(passes);
    const stop = ['stop', 'main', '-m', 'red', '--repo', join('..', 'owned.git')];
    expect(place.run(join(place.prefix, 'current', 'andon'), stop, { cwd: home })).toMatchObject(passes);
    const apply = ['config', 'apply', '--repo', join('..', 'owned.git')];
    expect(place.run(join(place.prefix, 'current', 'andon'), apply, { cwd: home })).toMatchObject(passes);
    const owners = globSync('**/{*,.*}', { cwd: gitDir }).map((name) => lstatSync(join(gitDir, name)).uid);
    expect(new Set(owners)).toEqual(new Set([uid]));
    const hook = spawnSync(join(gitDir, 'hooks', 'pre-receive'), [], {
      cwd: gitDir,
      env: { PATH: '/usr/bin:/bin', GIT_DIR: '.' },
      input: '',
      encoding: 'utf8',
      ...(root ? { uid, gid } : {}),
    });
    expect(hook).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    [[], 'name a repository'],
    [['--frobnicate'], 'there is no option --frobnicate'],
    [['--state'], '--state needs a value'],
    [['/nowhere'], '/nowhere is not a bare git repository'],
    [['--all', '/nowhere'], '/nowhere is not a folder'],
    [['--uninstall'], 'name the repositories'],
  ])('refuses %j', (args, words) => {
    const outcome = place.install(...args);
    expect(outcome.code).toBe(1);
    expect(outcome.output).toContain(`install.sh: ${words}`);
  });

  it('shows all of it with --demo', () => {
    const outcome = place.run(join(place.checkout, 'install.sh'), ['--demo']);
    expect(outcome).toMatchObject(passes);
    expect(outcome.output).toContain('error: line main is STOPPED');
    expect(outcome.output).toContain('the journal is intact');
    const scratch = /installed into (\/\S+)\/shop\.git/.exec(outcome.output)?.[1] ?? '/';
    expect(existsSync(scratch)).toBe(false);
  });

  it('fails the demo when a step does not do what it says', () => {
    const other = join(place.folder, 'other checkout');
    cpSync(place.checkout, other, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    const file = join(other, 'src', 'line', 'fix-trailer.ts');
    const text = readFileSync(file, 'utf8');
    const broken = text.replace(
      /(export function namesStop\([^]*?\{\n)/,
      '$1  if (stop.number > 0) return false;\n',
    );
    expect(broken).not.toBe(text);
    writeFileSync(file, broken);
    const outcome = place.run(join(other, 'install.sh'), ['--demo']);
    rmSync(other, { recursive: true });
    expect(outcome.code).toBe(1);
    expect(outcome.output).toContain('the demo expected exit code 0, and it was 1');
  });
});
