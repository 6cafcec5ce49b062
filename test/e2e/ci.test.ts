// From push to red to refused push to fix to green to resume, with no human step: a CI of a few lines, run from
// post-receive, tells the line what it finds.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ANDON, entriesOf, openScratch, withMain } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

const REPORT = ['ci', 'report', '--line', 'main', '--job', 'web'] as const;

const now = (): number => Math.floor(Date.now() / 1000);

/** Tells the server of a scratch how a build of the job "web" ended. */
const reporter =
  (scratch: Scratch) =>
  async (build: string, revision: string, status: string, started = now()): Promise<Ran> => {
    const about = { build, revision, status, started: String(started), url: `https://ci.example/${build}` };
    const flags = Object.entries(about).flatMap(([name, value]) => [`--${name}`, value]);
    return scratch.andon([...REPORT, ...flags]);
  };

/** A shell CI: its one test is that the file "test" of the pushed tree says "ok". */
const CI = `#!/bin/sh
while read -r old new ref; do
  started=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  say() {
    ${ANDON} ci report --repo . --line main --job tests --build "$new" --revision "$new" --started "$started" \\
      --url "https://ci.example/$new" --status "$1"
  }
  # In the background, as a CI is: no push waits for it.
  (
    say running
    sleep 0.2
    if [ "$(git show "$new:test")" = ok ]; then say passed; else say failed; fi
  ) >>ci.log 2>&1 </dev/null &
done
`;

async function withCi(): Promise<{
  scratch: Scratch;
  push: (text: string, message: string) => Promise<Ran>;
}> {
  const scratch = await openScratch();
  const folder = join(scratch.server, 'hooks', 'post-receive.d');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'ci'), CI, { mode: 0o755 });
  const push = async (text: string, message: string): Promise<Ran> => {
    writeFileSync(join(scratch.work, 'test'), text);
    await scratch.git(['add', 'test']);
    await scratch.git(['commit', '-q', '-m', message]);
    return scratch.push(['origin', 'main']);
  };
  return { scratch, push };
}

async function until(scratch: Scratch, status: number): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if ((await scratch.andon(['status', 'main'])).code === status) return;
    await sleep(100);
  }
  throw new Error(`the line never came to exit code ${status}`);
}

async function untilBuilt(scratch: Scratch, count: number): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    const reports = await entriesOf(scratch, 'build.reported');
    if (reports.filter(({ status }) => status !== 'running').length >= count) return;
    await sleep(100);
  }
  throw new Error(`never were ${count} builds reported`);
}

test(
  'a red build stops the line, and the fix that turns it green resumes it',
  { timeout: 60_000 },
  async () => {
    const { scratch, push } = await withCi();
    expect((await push('ok', 'first')).code).toBe(0);
    await untilBuilt(scratch, 1);
    expect((await push('broken', 'break it')).code).toBe(0);
    await until(scratch, 3);
    const refused = await push('broken more', 'more');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('tests failed on ');
    const suspects = await scratch.andon(['suspects', '1']);
    expect(suspects.stdout).toMatch(/^\S+ {2}[0-9a-f]{7}\.\.[0-9a-f]{7} {2}\S+ {2}break it\n$/);
    await scratch.git(['reset', '-q', '--hard', 'origin/main']);
    expect((await push('ok', 'mend it\n\nFixes-Build: 1')).code).toBe(0);
    await until(scratch, 0);
    expect((await push('ok still', 'on we go')).code).toBe(0);
    const [lifted] = await entriesOf(scratch, 'stop.lifted');
    expect(lifted).toMatchObject({ stop: 1, reason: expect.stringContaining('tests passed on ') as string });
    expect((await scratch.andon(['audit', 'verify'])).code).toBe(0);
  },
);

test('the next who is refused reads that a fix is being verified, and where', async () => {
  const scratch = await openScratch();
  const report = reporter(scratch);
  const start = now();
  const first = await scratch.commit('first\n');
  await scratch.push(['origin', 'main']);
  expect((await report('1', first, 'failed', start)).stdout).toContain('stop 1 opened: line main stopped by');
  const fix = await scratch.commit('mend\n\nFixes-Build: 1\n');
  expect((await scratch.push(['origin', 'main'])).code).toBe(0);
  expect((await report('2', fix, 'running', start + 60)).code).toBe(0);
  await scratch.commit('third\n');
  const verifying = (await scratch.push(['origin', 'main'])).stderr.replaceAll(/\s*\nremote:\s+/g, ' ');
  expect(verifying).toMatch(new RegExp(`fix ${fix.slice(0, 7)} by \\S+ landed at .* and is being verified`));
  expect(verifying).toContain('https://ci.example/2');
  expect((await scratch.andon(['status'])).stdout).toContain('being verified');
  await report('2', fix, 'failed', start + 60);
  const told = (await scratch.push(['origin', 'main'])).stderr.replaceAll(/\s*\nremote:\s+/g, ' ');
  expect(told).toMatch(/ by \S+ landed at .* and failed in build 2 /);
  expect((await scratch.andon(['log'])).stdout).toContain('stop 1: the fix failed in build 2\n');
});

test('a revision in the middle of a push, and one from before the journal, are found on the line', async () => {
  const scratch = await openScratch();
  const tell = reporter(scratch);
  const report = async (build: string, revision: string, status: string): Promise<string> =>
    (await tell(build, revision, status)).stdout;
  const one = await scratch.commit('one\n');
  await scratch.commit('two\n');
  await scratch.push(['origin', 'main']);
  const [three, four] = [await scratch.commit('three\n'), await scratch.commit('four\n')];
  await scratch.push(['origin', 'main']);
  expect(await report('1', one, 'passed')).not.toContain('ignored');
  expect(await report('3', three, 'failed')).toContain('stop 1 opened');
  expect((await scratch.andon(['suspects', '1', '--json'])).stdout).toContain(four);
  const stray = await scratch.commit('stray\n');
  for (const revision of [stray, 'a'.repeat(40)])
    expect(await report(revision, revision, 'failed')).toContain('ignored: the revision is not on the line');
});

test('a revision that its ref left behind, and one whose ref is gone, are on the line no more', async () => {
  const { scratch, first } = await withMain(
    'lines: { main: { refs: [HEAD, refs/heads/release/*], override: ["*"] } }\n',
  );
  const tell = reporter(scratch);
  const lost = await scratch.commit('lost\n');
  expect((await scratch.push(['origin', 'main', 'main:release/1'])).code).toBe(0);
  await scratch.git(['reset', '-q', '--hard', first]);
  const other = await scratch.commit('other\n');
  expect((await scratch.push(['-f', 'origin', 'main'])).code).toBe(0);
  const onRelease = await tell('1', lost, 'failed');
  expect(onRelease.stdout).toContain('stop 1 opened');
  const { stdout } = await scratch.andon(['suspects', '1', '--json']);
  expect(stdout).toContain('refs/heads/release/1');
  expect((await scratch.andon(['resume', '1', '-m', 'given up'])).code).toBe(0);
  expect((await scratch.push(['origin', ':release/1'])).code).toBe(0);
  await scratch.run('git', ['reflog', 'expire', '--expire=now', '--all'], { cwd: scratch.server });
  await scratch.run('git', ['gc', '-q', '--prune=now'], { cwd: scratch.server });
  expect((await tell('2', lost, 'failed')).stdout).toContain('ignored: the revision is not on the line');
  expect((await tell('3', other, 'failed')).stdout).toContain('stop 2 opened');
});

test('of two commits of one push the tip has the last word', async () => {
  const { scratch } = await withMain();
  const tell = reporter(scratch);
  const [below, tip] = [await scratch.commit('below\n'), await scratch.commit('tip\n')];
  await scratch.push(['origin', 'main']);
  const start = now();
  await tell('1', below, 'passed', start);
  expect((await tell('2', tip, 'failed', start)).stdout).toContain('stop 1 opened');
  expect((await scratch.andon(['suspects', '1', '--json'])).stdout).toContain(tip);
  expect((await tell('3', below, 'passed', start + 1)).stdout).not.toContain('lifted');
});

test('andon revert makes commits that pass the stopped line, or none at all', async () => {
  const scratch = await openScratch();
  const write = async (text: string): Promise<string> => {
    writeFileSync(join(scratch.work, 'file'), text);
    await scratch.git(['add', 'file']);
    const commit = await scratch.commit(`say ${text}\n`);
    expect((await scratch.push(['origin', 'main'])).code).toBe(0);
    return commit;
  };
  const tell = reporter(scratch);
  const report = async (revision: string, status: string): Promise<Ran> =>
    tell(revision, revision, status, 1);
  await report(await write('one'), 'passed');
  await write('two');
  const last = await write('three');
  await report(last, 'failed');
  const revert = async (...args: string[]): Promise<Ran> =>
    scratch.andon(['revert', '1', '--work-tree', scratch.work, ...args]);
  const head = async (): Promise<string> => scratch.git(['rev-parse', 'HEAD']);
  writeFileSync(join(scratch.work, 'file'), 'dirt');
  expect(await revert()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('not committed') as string,
  });
  await scratch.git(['checkout', '-q', 'file']);
  expect(await revert('--push', 'fff')).toMatchObject({ code: 2 });
  // Without the newer one the older cannot be taken back.
  const older = (await scratch.git(['rev-parse', 'HEAD~1'])).slice(0, 10);
  expect(await revert('--push', older)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot revert') as string,
  });
  expect(await head()).toBe(last);
  expect(await scratch.git(['status', '--porcelain'])).toBe('');
  expect((await revert()).stdout.match(/^made /gm)).toHaveLength(2);
  expect(await scratch.git(['show', 'HEAD:file'])).toBe('one');
  expect(await scratch.serverRef('refs/heads/main')).toBe(last);
  expect((await scratch.push(['origin', 'main'])).code).toBe(0);
  await report(await head(), 'passed');
  expect((await scratch.andon(['status', 'main'])).code).toBe(0);
});

test.each([
  [['--status', 'red'], 'status'],
  [['--started', 'yesterday'], '"yesterday" is no time'],
  [['--revision', 'HEAD'], '"HEAD" is not a full object id'],
  [['--build', ''], 'build is empty'],
  [['--line', 'mian'], 'There is no line "mian"'],
])('andon ci report says what is wrong with %j', async (wrong, said) => {
  const scratch = await openScratch();
  const right = {
    '--line': 'main',
    '--job': 'web',
    '--build': '1',
    '--revision': 'a'.repeat(40),
    '--status': 'failed',
    '--started': '1',
  };
  const [flag = '', value = ''] = wrong;
  const args = Object.entries({ ...right, [flag]: value }).flat();
  expect(await scratch.andon(['ci', 'report', ...args])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(said) as string,
  });
});

test('a job that owes a report is shown until it has reported', async () => {
  const scratch = await openScratch({
    config: 'lines: { main: { refs: [HEAD], builds: { jobs: { web: expected }, overdueAfter: 1h } } }',
  });
  const report = reporter(scratch);
  const first = await scratch.commit('first\n');
  await scratch.push(['origin', 'main']);
  expect((await scratch.andon(['status'])).stdout).toBe('main: running\n');
  await report('1', first, 'passed');
  const second = await scratch.commit('second\n');
  await scratch.push(['origin', 'main']);
  const owed = `web has not reported on ${second.slice(0, 7)} of refs/heads/main (less than 1 min)`;
  expect((await scratch.andon(['status'])).stdout).toBe(`main: running\n  ${owed}\n`);
  expect((await scratch.andon(['ci', 'jobs', '--line', 'main'])).stdout).toBe(
    `web on refs/heads/main: passed on ${first.slice(0, 7)}, nothing yet of ${second.slice(0, 7)}\n`,
  );
  expect((await scratch.andon(['tick'])).stdout).toBe('');
  await report('2', second, 'running');
  expect((await scratch.andon(['status'])).stdout).toBe('main: running\n');
});
