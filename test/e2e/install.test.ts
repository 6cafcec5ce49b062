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
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePlace, writeHook } from '../support/install.ts';
import type { Outcome, Place } from '../support/install.ts';

let place: Place;

beforeAll(() => {
  place = makePlace();
});

afterAll(() => place.remove());

const passes = { code: 0 };
const andon = (...args: readonly string[]): Outcome =>
  place.run(join(place.prefix, 'current', 'andon'), args);
const current = (): string => readlinkSync(join(place.prefix, 'current'));

/** Everything below a folder: name, mode, number and content. */
function snapshot(folder: string): readonly string[] {
  return globSync('**/{*,.*}', { cwd: folder })
    .sort()
    .map((name) => {
      const stat = lstatSync(join(folder, name));
      const content = stat.isFile() ? readFileSync(join(folder, name), 'latin1') : '';
      return `${name} ${stat.mode.toString(8)} ${stat.ino} ${content}`;
    });
}

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
    expect(place.install(gitDir)).toMatchObject(passes);
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

  it('goes to a new release, and back with --rollback, with hooks as they are', () => {
    const { gitDir, clone } = place.repository('upgrade.git');
    expect(place.install(gitDir)).toMatchObject(passes);
    const first = current();
    const hooks = snapshot(join(gitDir, 'hooks'));
    writeFileSync(join(place.checkout, 'src', 'cli', 'andon.sh'), '# the second\n', { flag: 'a' });
    expect(place.install(gitDir)).toMatchObject(passes);
    const second = current();
    expect(second).not.toBe(first);
    expect(place.push(clone, 'topic: one')).toMatchObject(passes);
    expect(place.install('--rollback')).toMatchObject(passes);
    expect([current(), readlinkSync(join(place.prefix, 'previous'))]).toEqual([first, second]);
    expect(place.push(clone, 'topic: two')).toMatchObject(passes);
    expect(place.install('--rollback')).toMatchObject(passes);
    expect(current()).toBe(second);
    expect(snapshot(join(gitDir, 'hooks'))).toEqual(hooks);
  });

  it('keeps the releases that are current, former, or were so less than a day ago', () => {
    const { gitDir } = place.repository('many releases.git');
    const prefix = join(place.folder, 'prefix of many');
    const releases = join(prefix, 'releases');
    const install = (...args: readonly string[]): Outcome =>
      place.run(join(place.checkout, 'install.sh'), ['--prefix', prefix, ...args]);
    const upgrade = (): string => {
      writeFileSync(join(place.checkout, 'src', 'cli', 'andon.sh'), '# another\n', { flag: 'a' });
      expect(install(gitDir)).toMatchObject(passes);
      return basename(readlinkSync(join(prefix, 'current')));
    };
    const age = (...names: readonly string[]): void => {
      const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
      for (const name of names) utimesSync(join(releases, name), twoDaysAgo, twoDaysAgo);
    };
    const first = upgrade();
    const left = ['0.0.1-0123456789', '.new-1', '0.0.1-abcdef0123', '.new-2', 'of the admin'];
    for (const name of left) mkdirSync(join(releases, name, 'folder'), { recursive: true });
    age('0.0.1-0123456789', '.new-1', 'of the admin', first);
    const dry = install('--dry-run', gitDir).output;
    expect(dry.split('\n').filter((line) => line.startsWith('would remove'))).toEqual(
      ['.new-1', '0.0.1-0123456789'].map((name) => `would remove ${join(releases, name)}`),
    );
    const second = upgrade();
    expect(readdirSync(releases).sort()).toEqual([...left.slice(2), first, second].sort());
    // The first was current until a moment ago, and the third comes.
    age(second);
    const third = upgrade();
    const fourth = upgrade();
    expect(readdirSync(releases)).toEqual(expect.arrayContaining([first, second, third, fourth]));
    age(first, third, fourth);
    expect(install('--dry-run', gitDir).output).toContain(
      `would remove ${join(releases, third)} if the release is a new one\n`,
    );
    expect(install(gitDir)).toMatchObject(passes);
    expect(readdirSync(releases).sort()).toEqual([...left.slice(2), second, third, fourth].sort());
    expect(install('--rollback')).toMatchObject(passes);
    expect(basename(readlinkSync(join(prefix, 'current')))).toBe(third);
  });

  it('has hooks that follow upgrades, also where somebody runs andon install', () => {
    const [one, two] = [place.repository('by script.git'), place.repository('by hand.git')];
    expect(place.install(one.gitDir)).toMatchObject(passes);
    expect(andon('install', two.gitDir)).toMatchObject(passes);
    const hooks = [one, two].map(({ gitDir }) => readFileSync(join(gitDir, 'hooks', 'pre-receive'), 'utf8'));
    expect(hooks[1]).toBe(hooks[0]);
  });

  it.each([
    ['pre-receive', "throw new Error('broken');", 'The hook does not run'],
    ['pre-receive', 'process.exit(0);', 'expected exit code 1, and it was 0\n'],
    ['post-receive', 'process.exit(0);', 'expected the output to say: settled by post-receive'],
  ])('stays with the old release when the %s of the new one does: %s', (hook, code, words) => {
    const { gitDir, clone } = place.repository(`broken ${hook} ${code.length}.git`);
    expect(place.install(gitDir)).toMatchObject(passes);
    const releases = (): readonly string[] => [
      current(),
      readlinkSync(join(place.prefix, 'previous')),
      ...readdirSync(join(place.prefix, 'releases')),
    ];
    const before = releases();
    const file = join(place.checkout, 'hooks', `${hook}.ts`);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('\nvoid ', `\n${code}\nvoid `));
    const outcome = place.install(gitDir);
    writeFileSync(file, text);
    expect(outcome.code).toBe(1);
    expect(outcome.output).toContain(words);
    expect(outcome.output).toContain('install.sh: the new release does not work, and is not switched to');
    expect(releases()).toEqual(before);
    expect(place.push(clone, 'topic: one')).toMatchObject(passes);
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

  it('has hooks that need no checkout', () => {
    const { gitDir, clone } = place.repository('alone.git');
    expect(place.install(gitDir)).toMatchObject(passes);
    const away = `${place.checkout} away`;
    renameSync(place.checkout, away);
    try {
      expect(place.push(clone, 'topic: one')).toMatchObject(passes);
      expect(andon('doctor', '--repo', gitDir)).toMatchObject(passes);
    } finally {
      renameSync(away, place.checkout);
    }
  });

  it('has hooks that need nothing of what node_modules is a link to', () => {
    const { gitDir, clone } = place.repository('linked modules.git');
    const { checkout, modules } = place.linkedCheckout();
    const prefix = join(place.folder, 'prefix of linked');
    const environment = { PATH: `${join(modules, '.bin')}:${place.environment['PATH']}` };
    const options = { cwd: place.folder, environment };
    expect(place.run(join(checkout, 'install.sh'), ['--prefix', prefix, gitDir], options)).toMatchObject(
      passes,
    );
    rmSync(checkout, { recursive: true });
    rmSync(modules, { recursive: true });
    expect(place.push(clone, 'topic: one')).toMatchObject(passes);
    expect(place.run(join(prefix, 'current', 'andon'), ['doctor', '--repo', gitDir])).toMatchObject(passes);
  });

  it('refuses a prefix and a state folder that would go away with the checkout', () => {
    const { gitDir } = place.repository('with checkout.git');
    const [inwards, outwards] = [join(place.folder, 'inwards'), join(place.checkout, 'outwards')];
    symlinkSync(place.checkout, inwards);
    symlinkSync(place.folder, outwards);
    const before = snapshot(gitDir);
    for (const folder of [place.checkout, inwards, outwards].map((each) => join(each, 'out'))) {
      for (const option of ['--prefix', '--state']) {
        const outcome = place.install(option, folder, gitDir);
        expect(outcome.code).toBe(1);
        expect(outcome.output).toContain(`${folder} lies in this checkout, which may go away`);
        expect(existsSync(folder)).toBe(false);
      }
    }
    rmSync(outwards);
    expect(snapshot(gitDir)).toEqual(before);
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
