// Several git hosts and one line: the hooks and the commands of each ask a server.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bareScratch, stopLine, withMain } from '../support/scratch.ts';
import { openHost, startServer } from '../support/server.ts';

test('one line over two git hosts: a cord pulled on one stops the other, and the fix passes', async () => {
  const home = bareScratch();
  const server = await startServer(home);
  const [a, b] = [await openHost(server), await openHost(server)];
  for (const host of [a, b]) {
    await host.commit('first\n');
    expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  }
  expect((await a.andon(['stop', 'main', '-m', 'tests red'])).stdout).toContain('stop 1 opened');
  const refused = await b.commit('second\n');
  const answer = await b.push(['origin', 'main']);
  expect(answer.code).toBe(1);
  expect(answer.stderr).toContain('line main is STOPPED');
  expect(answer.stderr).toContain('tests red');
  expect(await b.serverRef('main')).not.toBe(refused);
  expect(await b.andon(['status'])).toMatchObject({ code: 3 });
  await b.git(['commit', '-q', '--amend', '--allow-empty', '-m', 'mend\n\nFixes-Build: 1']);
  expect(await b.push(['origin', 'main'])).toMatchObject({ code: 0 });
  expect((await b.andon(['resume', 'main', '-m', 'green'])).stdout).toContain('stop 1 lifted');
  await a.commit('third\n');
  expect(await a.push(['origin', 'main'])).toMatchObject({ code: 0 });
  const kinds = (await a.journal()).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'push.settled')).toHaveLength(4);
  expect(kinds.filter((kind) => kind === 'push.refused')).toHaveLength(1);
  expect(await a.andon(['audit', 'verify'])).toMatchObject({ code: 0 });
  expect(await a.andon(['doctor'])).toMatchObject({ code: 0 });
});

test('a CI that tells the server of a commit in the middle of a push is heard', async () => {
  const home = bareScratch();
  const server = await startServer(home);
  const host = await openHost(server);
  await host.commit('first\n');
  await host.push(['origin', 'main']);
  const inner = await host.commit('inner\n');
  const tip = await host.commit('tip\n');
  expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  const token = await server.newToken('--scope', 'report', '--name', 'ci');
  const report = async (revision: string, status: string): Promise<string> => {
    const build = { line: 'main', job: 'web', build: revision, revision, status };
    const answer = await fetch(`${server.url}/v1/builds`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...build, startedAt: new Date().toISOString() }),
    });
    return answer.text();
  };
  expect(await report(inner, 'failed')).toContain('"kind":"stop.opened"');
  expect(await report(tip, 'passed')).toContain('"kind":"stop.lifted"');
  expect(await report('f'.repeat(40), 'failed')).toContain('the revision is not on the line');
});

test('a server with a certificate of its own is asked by hosts that know it, and by no other', async () => {
  const home = bareScratch();
  const [cert, key] = [home.path('cert.pem'), home.path('key.pem')];
  const words =
    'req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=andon -addext subjectAltName=IP:127.0.0.1';
  const made = await home.run('openssl', [...words.split(' '), '-keyout', key, '-out', cert]);
  expect(made.code).toBe(0);
  const server = await startServer(home, { flags: ['--tls-cert', cert, '--tls-key', key] });
  expect(server.url).toMatch(/^https:/);
  const host = await openHost(server, `caFile: ${cert}\n`);
  await host.commit('first\n');
  expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  writeFileSync(
    host.path('server.git', 'andon.yaml'),
    `store: ${server.url}\ntokenFile: ${host.path('token')}\n`,
  );
  await host.commit('second\n');
  const refused = await host.push(['origin', 'main']);
  expect(refused.code).toBe(1);
  expect(refused.stderr.replaceAll(/\s+remote:\s+/g, ' ')).toContain('SELF_SIGNED_CERT');
});

test('a server that is told to end answers what is under way, and lets go of who only watches', async () => {
  const home = bareScratch();
  const server = await startServer(home);
  const authorization = `Bearer ${await server.newToken('--scope', 'admin', '--name', 'root')}`;
  const post = async (path: string, body: object): Promise<number> =>
    (
      await fetch(server.url + path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization, 'content-type': 'application/json' },
      })
    ).status;
  expect(await post('/v1/lines', { line: 'main', repository: '/r' })).toBe(200);
  const watching = await fetch(`${server.url}/v1/events?after=0`, { headers: { authorization } });
  // Whoever has not been heard by then is told nothing, and may ask again with the same key.
  const asked = Array.from({ length: 20 }, async () =>
    post('/v1/stops', { line: 'main', summary: 's' }).catch(() => 0),
  );
  await asked[0];
  await server.stop();
  const answered = (await Promise.all(asked)).filter((status) => status === 201);
  const copied = readFileSync(home.path('andon.journal.log'), 'utf8').trimEnd().split('\n');
  const text = await watching.text();
  const again = await startServer(home, { port: Number(new URL(server.url).port) });
  const journal = await fetch(`${again.url}/v1/journal`, { headers: { authorization } });
  const { entries } = (await journal.json()) as { entries: { body: string }[] };
  const opened = entries.filter(({ body }) => body.includes('stop.opened'));
  expect(copied.map((line) => (JSON.parse(line) as { body: string }).body)).toEqual(
    entries.map(({ body }) => body),
  );
  expect(opened.length).toBeGreaterThanOrEqual(answered.length);
  expect(answered.length).toBeGreaterThan(0);
  expect(text).toContain('event: line.registered');
});

test('a repository moves to a server with its journal, and back', async () => {
  const { scratch } = await withMain();
  await stopLine(scratch);
  const embedded = scratch.path('server.git', 'andon', 'store.db');
  const database = scratch.path('andon.db');
  const copied = await scratch.andon(['store', 'copy', embedded, database]);
  expect(copied.stdout).toMatch(/^4 entries copied, up to [0-9a-f]{64}\n$/);
  const server = await startServer(scratch);
  writeFileSync(scratch.path('token'), await server.newToken('--scope', 'push', '--name', 'host'));
  const config = scratch.path('server.git', 'andon.yaml');
  const where = `repository: ${scratch.server}\n`;
  writeFileSync(config, `store: ${server.url}\ntokenFile: ${scratch.path('token')}\n${where}`);
  expect(await scratch.andon(['config', 'apply'])).toMatchObject({ code: 0 });
  await scratch.commit('more\n');
  expect((await scratch.push(['origin', 'main'])).stderr).toContain('stop 1');
  expect((await scratch.andon(['resume', 'main', '-m', 'green'])).code).toBe(0);
  expect((await scratch.push(['origin', 'main'])).code).toBe(0);
  await server.stop();
  expect((await scratch.andon(['store', 'copy', database, embedded])).code).toBe(0);
  writeFileSync(config, where);
  expect(await scratch.andon(['audit', 'verify'])).toMatchObject({ code: 0 });
  expect(await scratch.andon(['status'])).toMatchObject({ code: 0, stdout: 'main: running\n' });
  await scratch.commit('and more\n');
  expect((await scratch.push(['origin', 'main'])).code).toBe(0);
  expect((await scratch.andon(['store', 'copy', scratch.path('none'), database])).stderr).toContain(
    'There is no database',
  );
});

test('a repository that leaves an open stop behind is told so, until the server knows of it', async () => {
  const { scratch } = await withMain();
  await stopLine(scratch);
  const embedded = scratch.path('server.git', 'andon', 'store.db');
  const applyTo = async (database: string): Promise<string> => {
    const server = await startServer(scratch, { database });
    const token = await server.newToken('--scope', 'push', '--name', 'host');
    writeFileSync(scratch.path('token'), token, { mode: 0o600 });
    const where = `store: ${server.url}\ntokenFile: ${scratch.path('token')}\nrepository: ${scratch.server}\n`;
    writeFileSync(scratch.path('server.git', 'andon.yaml'), where);
    const { code, stderr } = await scratch.andon(['config', 'apply']);
    expect(code).toBe(0);
    return stderr;
  };
  const said = await applyTo(scratch.path('empty.db'));
  expect(said).toContain(
    `warning: "${embedded}" holds 1 open stop (1) of which the server knows nothing: its lines run\n`,
  );
  expect(said).toContain(`hint: andon store copy ${embedded} DATABASE`);
  await scratch.andon(['store', 'copy', embedded, scratch.path('copied.db')]);
  expect(await applyTo(scratch.path('copied.db'))).toBe('');
});

test('a server that cannot be asked is told of before a push finds it', async () => {
  const { scratch } = await withMain();
  const config = scratch.path('server.git', 'andon.yaml');
  writeFileSync(config, `store: http://andon.example\ntokenFile: ${scratch.path('token')}\n`);
  const checked = await scratch.andon(['config', 'check']);
  expect(checked.stderr).toContain(
    `warning: The server http://andon.example cannot be asked: "${scratch.path('token')}"`,
  );
  expect(checked.stderr).toContain('in the clear');
  expect(checked.stdout).toContain('the configuration is good, but for the server: line main');
  writeFileSync(scratch.path('token'), `andon_${'1'.repeat(12)}_${'a'.repeat(64)}`, { mode: 0o644 });
  writeFileSync(config, `store: http://127.0.0.1:1\ntokenFile: ${scratch.path('token')}\n`);
  const { code, stdout } = await scratch.andon(['doctor']);
  expect(code).toBe(1);
  expect(stdout).toContain(`WARN server: "${scratch.path('token')}" may be read by everybody`);
  expect(stdout).toContain(
    'BAD  store: The server http://127.0.0.1:1 cannot be asked: the connection failed (ECONNREFUSED)',
  );
  expect(stdout).toContain('mend it: See whether it runs: curl http://127.0.0.1:1/readyz');
});

test('a server that is away refuses, or is done without, and hears of it later', async () => {
  const home = bareScratch();
  const server = await startServer(home);
  const closed = await openHost(server, 'deadline: 2s\n');
  const open = await openHost(server, 'deadline: 2s\nonUnavailable: open\n');
  for (const host of [closed, open]) {
    await host.commit('first\n');
    expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  }
  await server.stop('SIGKILL');
  for (const host of [closed, open]) await host.commit('second\n');
  const refused = await closed.push(['origin', 'main']);
  expect(refused.code).toBe(1);
  expect(refused.stderr.replaceAll(/\s+remote:\s+/g, ' ')).toContain(
    `The server ${server.url} cannot be asked`,
  );
  expect(await open.push(['origin', 'main'])).toMatchObject({ code: 0 });
  const again = await startServer(home, { port: Number(new URL(server.url).port) });
  for (const host of [closed, open]) {
    await host.commit('third\n');
    expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  }
  const entries = await open.journal();
  expect(
    entries
      .filter((entry) => 'unavailable' in entry)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['push.admitted', 'push.refused']);
  expect(await open.andon(['audit', 'verify'])).toMatchObject({ code: 0 });
  await again.stop();
});
