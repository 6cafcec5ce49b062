// Releases: what an upgrade keeps, proves and goes back to, and what the hooks need of it.
import {
  existsSync,
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
import { makePlace, snapshot } from '../support/install.ts';
import type { Outcome, Place } from '../support/install.ts';

let place: Place;

beforeAll(() => {
  place = makePlace();
});

afterAll(() => place.remove());

const passes = { code: 0 };
const andon = (...args: readonly string[]): Outcome =>
  place.run(join(place.prefix, 'current', 'andon'), args);
const target = (link: string): string => readlinkSync(join(place.prefix, link));
const current = (): string => target('current');

describe('install.sh', () => {
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
    expect([current(), target('previous')]).toEqual([first, second]);
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
  }, 180_000);

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
      ...['current', 'previous'].filter((link) => existsSync(join(place.prefix, link))).map(target),
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
});
