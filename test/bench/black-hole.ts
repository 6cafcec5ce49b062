// A minute with two channels that hang, a server that never answers and a program that sleeps for 60 seconds, and
// one that does not: pushes and announcements go on as if the two were not there, which end at the limit of an
// attempt and are tried again. It takes longer than a test may; run it by hand, `npm run soak`.
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ENVIRONMENT } from './scenes.ts';

const LASTS_MS = 65_000;
const [SLOWEST_PUSH_MS, SLOWEST_NEWS_MS, LONGEST_HELD_MS] = [3_000, 5_000, 17_000];

const folder = mkdtempSync(join(tmpdir(), 'andon-soak-'));
const [server, work, started] = [join(folder, 'web.git'), join(folder, 'work'), join(folder, 'started')];
const identity = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@a',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@a',
};
const env = { ...ENVIRONMENT, ...identity, ANDON_REPO: server };
const failures: string[] = [];
const expect = (holds: boolean, what: string): void => void (holds || failures.push(what));

const run = async (...[program = '', ...args]: string[]): Promise<{ code: number; ms: number }> => {
  const start = performance.now();
  const code = await promisify(execFile)(program, args, { env, cwd: work }).then(
    () => 0,
    (error: { code?: number }) => error.code ?? 128,
  );
  return { code, ms: performance.now() - start };
};
const listen = async (answering: Server): Promise<string> => {
  await new Promise<void>((done) => answering.listen(0, '127.0.0.1', done));
  const address = answering.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
};

const held: number[] = [];
const hole = createServer((_request, response) => {
  const start = performance.now();
  response.on('close', () => held.push(performance.now() - start));
});
const heard: number[] = [];
const good = createServer((_request, response) => {
  heard.push(performance.now());
  response.end();
});

const program = join(folder, 'program');
writeFileSync(program, `#!/bin/sh\necho x >>${started}\nsleep 60\n`);
chmodSync(program, 0o755);
const slack = (url: string): string => `{ kind: slack, url: "${url}", allowPrivate: [127.0.0.1] }`;
const channels = `hole: ${slack(await listen(hole))}, good: ${slack(await listen(good))}, screen: { kind: command, command: [${program}] }`;
const git = promisify(execFile);
await git('git', ['init', '-q', '--bare', '-b', 'main', server], { env });
await git('git', ['init', '-q', '-b', 'main', work], { env });
writeFileSync(join(server, 'andon.yaml'), `channels: { ${channels} }\n`);
await git(resolve('dist/andon'), ['install', server], { env });
const andon = async (...args: string[]): ReturnType<typeof run> => run(resolve('dist/andon'), ...args);

const [pushes, news]: [number[], number[]] = [[], []];
const tell = async (...args: string[]): Promise<void> => {
  const [start, before] = [performance.now(), heard.length];
  expect((await andon(...args)).code === 0, args.join(' '));
  while (heard.length === before && performance.now() - start < 2 * SLOWEST_NEWS_MS) await setTimeout(10);
  news.push((heard[before] ?? Infinity) - start);
};
const push = async (code: number): Promise<void> => {
  await run('git', 'commit', '-q', '--allow-empty', '-m', 'feat: more');
  const pushed = await run('git', 'push', '-q', server, 'main');
  expect(pushed.code === code, `a push ended with ${pushed.code} instead of ${code}`);
  pushes.push(pushed.ms);
};
const end = performance.now() + LASTS_MS;
await push(0);
while (performance.now() < end) {
  await tell('stop', 'main', '-m', 'red');
  await push(1);
  await tell('resume', 'main', '-m', 'green');
  await push(0);
}
writeFileSync(join(server, 'andon.yaml'), '');
hole.closeAllConnections();
const starts = readFileSync(started, 'utf8').length / 2;
const most = (values: readonly number[]): number => Math.round(Math.max(...values));
console.log(`${pushes.length} pushes, the slowest took ${most(pushes)} ms`);
console.log(`${news.length} announcements to the channel that answers, the slowest took ${most(news)} ms`);
console.log(
  `the server was asked ${held.length} times, held for ${held.map((ms) => (ms / 1_000).toFixed(1)).join(', ')} s`,
);
console.log(`the program was started ${starts} times`);
expect(most(pushes) < SLOWEST_PUSH_MS, 'a push was slow');
expect(most(news) < SLOWEST_NEWS_MS, 'an announcement was slow');
expect(held.length > 2 && most(held) < LONGEST_HELD_MS, 'attempts were not ended and made again');
expect(starts > 2, 'the program was not ended and started again');
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
// The attempts that are under way end at their limit.
await setTimeout(20_000);
hole.close();
good.close();
rmSync(folder, { recursive: true });
