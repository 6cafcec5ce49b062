// Announcements, from a command or a push to whoever has to hear of it.
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { startHookServer } from '../support/hook-server.ts';
import type { HookServer } from '../support/hook-server.ts';
import { openScratch, stopLine, withMain } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

const slack = (url: string, more = ''): string =>
  `{ kind: slack, url: ${JSON.stringify(url)}, allowPrivate: [127.0.0.1]${more} }`;
const texts = ({ received }: HookServer): string[] =>
  received.map(({ body }) => (JSON.parse(body) as { text: string }).text);
const first = (server: HookServer): string[] => texts(server).map((text) => text.split('\n')[0] ?? '');
const awaited = ({ server }: Scratch): string => join(server, 'andon', 'deliver.awaited');

/** Waits until nobody delivers, so that the folder can go. */
async function settled(scratch: Scratch): Promise<void> {
  await vi.waitFor(() => expect(existsSync(awaited(scratch))).toBe(false), 10_000);
}

describe('announcements', () => {
  it('follow a command, and a push that overrides', async () => {
    const hook = await startHookServer();
    const { scratch } = await withMain(
      `lines: { main: { refs: [HEAD], override: ['*'] } }\nchannels: { ops: ${slack(hook.url)} }\n`,
    );
    await stopLine(scratch);
    await vi.waitFor(() => expect(first(hook)).toEqual([':octagonal_sign: Line main is STOPPED']), 10_000);
    await settled(scratch);
    await scratch.commit('more\n');
    expect((await scratch.push(['origin', 'main'])).code).toBe(1);
    expect((await scratch.push(['-o', 'andon.override=fire <!here>', 'origin', 'main'])).code).toBe(0);
    await vi.waitFor(() => expect(hook.received).toHaveLength(2), 10_000);
    expect(texts(hook)[1]).toContain('OVERRODE stop 1\nfire &lt;!here&gt;\nrefs/heads/main ');
    await settled(scratch);
    const { stdout } = await scratch.andon(['notify', 'list']);
    expect(stdout).toBe('ops (slack): done with all\n');
  });

  it('are made once, of what comes after the channel', async () => {
    const hook = await startHookServer();
    const { scratch } = await withMain();
    await stopLine(scratch);
    writeFileSync(join(scratch.server, 'andon.yaml'), `channels: { ops: ${slack(hook.url)} }\n`);
    expect((await scratch.andon(['claim', '1'])).code).toBe(0);
    await vi.waitFor(() => expect(hook.received).toHaveLength(1), 10_000);
    expect((await scratch.andon(['resume', 'main', '-m', 'green'])).code).toBe(0);
    await vi.waitFor(() => expect(hook.received).toHaveLength(2), 10_000);
    await settled(scratch);
    expect(first(hook)[0]).toMatch(/is on stop 1$/);
    expect(first(hook)[1]).toBe(':white_check_mark: Line main RUNS again');
  });

  it('change no verdict, delay no push and hold up no other while a server and a program hang', async () => {
    const events: string[] = [];
    const hole = await startHookServer((response) => {
      events.push('the server is asked');
      response.on('close', () => events.push('the server is let go'));
    });
    const good = await startHookServer((response) => {
      events.push(`told: ${first(good).at(-1)}`);
      response.end();
    });
    const { scratch } = await withMain(`lines: { main: { refs: [HEAD], override: ['*'] } }\n`);
    const running = scratch.path('running');
    const program = scratch.path('program');
    writeFileSync(
      program,
      `#!/bin/sh\necho $$ >${running}\nwhile [ -e ${running} ]; do sleep 0.1; done\nexit 1\n`,
    );
    chmodSync(program, 0o755);
    const channels = `hole: ${slack(hole.url)}, screen: { kind: command, command: [${program}] }, good: ${slack(good.url)}`;
    const config = join(scratch.server, 'andon.yaml');
    writeFileSync(config, `${readFileSync(config, 'utf8')}channels: { ${channels} }\n`);
    await stopLine(scratch);
    await vi.waitFor(() => expect([events.length, existsSync(running)]).toEqual([2, true]), 10_000);
    await scratch.commit('more\n');
    const refused = await scratch.push(['origin', 'main']);
    events.push(`refused: ${refused.code}`);
    expect(refused.stderr).toContain('line main is STOPPED');
    const passed = await scratch.push(['-o', 'andon.override=fire', 'origin', 'main']);
    events.push(`let in: ${passed.code}`);
    await vi.waitFor(() => expect(events).toHaveLength(5), 10_000);
    // Nobody has given up on the two meanwhile.
    expect(process.kill(Number(readFileSync(running, 'utf8')), 0)).toBe(true);
    expect(events.toSorted()).toEqual([
      'let in: 0',
      'refused: 1',
      'the server is asked',
      'told: :octagonal_sign: Line main is STOPPED',
      expect.stringMatching(/^told: .*OVERRODE stop 1$/),
    ]);
    // The deliverer is still at it, and alone.
    expect(existsSync(awaited(scratch))).toBe(true);
    writeFileSync(config, '');
    rmSync(running);
    hole.letGo();
    await settled(scratch);
  });

  it('go on when another process has held the store for longer than anybody waits', async () => {
    let hold = (): void => undefined;
    const hook = await startHookServer((response, number) => {
      if (number === 1) hold();
      response.end('ok');
    });
    const { scratch } = await withMain(`deadline: 1s\nchannels: { ops: ${slack(hook.url)} }\n`);
    await stopLine(scratch);
    await settled(scratch);
    const database = new DatabaseSync(join(scratch.server, 'andon', 'store.db'));
    hold = () => database.exec('BEGIN IMMEDIATE');
    expect((await scratch.andon(['claim', '1'])).code).toBe(0);
    await vi.waitFor(() => expect(hook.received).toHaveLength(2), 10_000);
    await sleep(1_500);
    database.exec('COMMIT');
    database.close();
    await settled(scratch);
    expect((await scratch.andon(['notify', 'list'])).stdout).toBe('ops (slack): done with all\n');
  });

  it('tell of a caution that turns into a stop, although nobody does anything', async () => {
    const hook = await startHookServer();
    const { scratch } = await withMain(`channels: { ops: ${slack(hook.url, ', events: [stop.opened]')} }\n`);
    expect((await scratch.andon(['stop', 'main', '-m', 'disk full', '--caution', '2s'])).code).toBe(0);
    await vi.waitFor(() => expect(hook.received).toHaveLength(1), 15_000);
    expect(texts(hook)[0]).toMatch(
      /^:octagonal_sign: Line main is STOPPED\ndisk full\nStop 1 was a caution, which nobody claimed until /,
    );
    await settled(scratch);
    const { stdout } = await scratch.andon(['log', '--limit', '1']);
    expect(stdout).toMatch(
      /stop 1 escalated: line main stopped(?: as of \S+Z)?, nobody had claimed the caution\n$/,
    );
    const log = join(scratch.server, 'andon', 'journal.log');
    await vi.waitFor(() => expect(readFileSync(log, 'utf8')).toContain('stop.escalated'), 10_000);
  });

  it('start nothing where there is no channel', async () => {
    const { scratch } = await withMain();
    await stopLine(scratch);
    const database = new DatabaseSync(join(scratch.server, 'andon', 'store.db'));
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'delivery'").all()).toEqual([]);
    database.close();
    const { stderr } = await scratch.andon(['notify', 'list']);
    expect(stderr).toContain('no channel is configured');
  });

  it('leave what needs an environment to andon notify deliver', async () => {
    const hook = await startHookServer();
    const { scratch } = await withMain(
      'channels: { ops: { kind: slack, url: "env:HOOK_URL", allowPrivate: [127.0.0.1] } }\n',
    );
    const env = { HOOK_URL: `${hook.url}/secret` };
    expect((await scratch.andon(['stop', 'main', '-m', 'red'], { env })).code).toBe(0);
    await settled(scratch);
    expect(hook.received).toEqual([]);
    expect(await scratch.andon(['notify', 'deliver'], { env })).toMatchObject({
      stdout: '1 sent, 0 failed\n',
    });
    expect(hook.received.map(({ path }) => path)).toEqual(['/secret']);
    // cron sends mail for every word.
    expect(await scratch.andon(['notify', 'deliver'], { env })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await scratch.andon(['notify', 'deliver', '--json'], { env })).toMatchObject({
      stdout: '{"sent":0,"failed":0}\n',
    });
    const log = join(scratch.server, 'andon', 'journal.log');
    await vi.waitFor(() => expect(existsSync(log)).toBe(true), 10_000);
    for (const file of ['applied.json', 'journal.log', 'store.db'])
      expect(readFileSync(join(scratch.server, 'andon', file), 'latin1')).not.toContain(hook.url);
  });
});

describe('andon notify', () => {
  it('says what is wrong, and puts back what was given up', async () => {
    const mended = { answer: 500 };
    const hook = await startHookServer((response) => response.writeHead(mended.answer).end());
    const { scratch } = await withMain(`channels: { ops: ${slack(hook.url)} }\n`);
    expect(await scratch.andon(['notify', 'test', 'ops'])).toMatchObject({
      code: 6,
      stdout: 'failed: the server answered 500\n',
    });
    await stopLine(scratch);
    await vi.waitFor(() => expect(hook.received).toHaveLength(2), 10_000);
    await vi.waitFor(
      async () =>
        expect((await scratch.andon(['notify', 'list'])).stdout).toMatch(
          /^ops \(slack\): 1 attempt failed \(the server answered 500\), the next at [0-9T:-]+Z\n$/,
        ),
      10_000,
    );
    mended.answer = 200;
    expect(await scratch.andon(['notify', 'retry'])).toMatchObject({
      code: 0,
      stdout: 'ops: tries again at once\n',
    });
    await vi.waitFor(() => expect(hook.received).toHaveLength(3), 10_000);
    await settled(scratch);
    expect((await scratch.andon(['notify', 'retry'])).stdout).toBe('ops: nothing was given up\n');
    expect(await scratch.andon(['notify', 'test', 'ops'])).toMatchObject({
      code: 0,
      stdout: 'sent: the server answered 200\n',
    });
  });

  it('has the doctor tell what was given up, and what mends it', async () => {
    const mended = { answer: 410 };
    const hook = await startHookServer((response) => response.writeHead(mended.answer).end());
    const { scratch } = await withMain(`channels: { ops: ${slack(hook.url)} }\n`);
    const doctor = async (): Promise<string> => (await scratch.andon(['doctor'])).stdout;
    expect(await doctor()).toContain('ok   channel ops: is up to date\n');
    await stopLine(scratch);
    await settled(scratch);
    expect(await doctor()).toMatch(
      /^WARN channel ops: gave up 1 announcement, entry 4 at [0-9T:-]+Z: the server answered 410\n {7}mend it: andon notify retry ops$/m,
    );
    mended.answer = 200;
    expect((await scratch.andon(['notify', 'retry', 'ops'])).stdout).toBe('ops: 1 put back\n');
    await settled(scratch);
    expect(hook.received).toHaveLength(2);
    expect(await doctor()).toContain('ok   channel ops: is up to date\n');
  });

  it('guesses what a channel is called', async () => {
    const scratch = await openScratch({
      config: 'channels: { ops: { kind: command, command: [/bin/true] } }\n',
    });
    expect(await scratch.andon(['notify', 'test', 'opps'])).toMatchObject({
      code: 2,
      stderr: 'andon: There is no channel "opps"\nhint: Did you mean "ops"?\nhint: The channels are: ops\n',
    });
  });

  it('shows the words of a channel, and sends them', async () => {
    const hook = await startHookServer();
    const template =
      ', template: { title: "{line}: {title}", events: { stop.opened: { text: "Call {who}!" } } }';
    const scratch = await openScratch({ config: `channels: { ops: ${slack(hook.url, template)} }\n` });
    const tested = await scratch.andon(['notify', 'test', 'ops', '--event', 'stop.opened']);
    const words = ['main: This is a test of andon', expect.stringMatching(/^Call [^{}]+!$/)];
    const own = [...words, expect.stringMatching(/^Sent by .*; nothing has happened$/)];
    expect(tested.stdout.split('\n')).toEqual([...own, '', 'sent: the server answered 200', '']);
    const [first = '', ...rest] = texts(hook)[0]?.split('\n') ?? [];
    expect([first.replace(/^:\w+: /, ''), ...rest]).toEqual(own);
    expect((await scratch.andon(['notify', 'test', 'ops'])).stdout).toMatch(
      /^main: This is a test of andon\nSent by /,
    );
  });
});
