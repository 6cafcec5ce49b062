// Those whose push was refused hear that the line runs again, by the name that each medium has for them.
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { startHookServer } from '../support/hook-server.ts';
import { stopLine, withMain } from '../support/scratch.ts';

test('who was refused and did not get in since is told when the line runs', async () => {
  const hook = await startHookServer();
  const { scratch, first } = await withMain("lines: { main: { refs: [HEAD], override: ['*'] } }\n");
  const mails = (): string[] => readdirSync(scratch.folder).filter((name) => name.startsWith('mail.'));
  const relieved = (): string[] =>
    hook.received
      .map(({ body }) => (JSON.parse(body) as { text: string }).text)
      .filter((text) => text.includes('RUNS again'));
  const program = scratch.path('sendmail');
  writeFileSync(program, `#!/bin/sh\n{ echo "$@"; cat; } >$(mktemp ${scratch.path('mail.XXXXXX')})\n`);
  chmodSync(program, 0o755);
  const people = `people: { alice: alice@example.org, '*': '{pusher}@corp.example' }`;
  const chat = `people: { alice: '<@U024BE7LH>' }`;
  writeFileSync(
    scratch.path('server.git', 'andon.yaml'),
    `lines: { main: { refs: [HEAD], override: ['*'] } }
pusher: gitolite
channels:
  back: { kind: email, ${people}, from: andon@example.org, sendmail: ${program} }
  chat: { kind: slack, url: "${hook.url}", allowPrivate: [127.0.0.1], events: [stop.lifted], ${chat} }
`,
  );
  await stopLine(scratch);
  await scratch.commit('more\n');
  const pushAs = async (name: string, ...options: readonly string[]): Promise<number> =>
    (await scratch.push([...options, 'origin', 'HEAD:main'], { env: { GL_USER: name } })).code;
  for (const name of ['alice', 'bob', 'carol', 'eve@evil.example,dave']) expect(await pushAs(name)).toBe(1);
  expect(await pushAs('bob', '-o', 'andon.override=fire')).toBe(0);
  expect(await scratch.serverRef('main')).not.toBe(first);
  expect((await scratch.andon(['resume', 'main', '-m', 'green'])).code).toBe(0);
  await vi.waitFor(() => expect([relieved().length, mails().length]).toEqual([1, 1]), 10_000);
  expect(relieved()[0]?.split('\n')).toEqual([
    ':white_check_mark: Line main RUNS again',
    'green',
    expect.stringMatching(/^Stop 1 was lifted by /),
    expect.stringMatching(/^Refused meanwhile: alice, carol, eve@\u200b?evil\.example,dave$/),
    `In ${scratch.server}`,
    '<@U024BE7LH>',
  ]);
  const mail = readFileSync(scratch.path(mails()[0] ?? ''), 'utf8');
  expect(mail).toMatch(/^-i -f andon@example\.org -- alice@example\.org carol@corp\.example\n/);
  expect(mail).toMatch(/^To: "undisclosed-recipients":;$/m);
  expect(mail).not.toMatch(/^Bcc/im);
  expect(mail).toContain('Subject: [andon] Line main RUNS again\n');
  // Nobody waits any more.
  expect((await scratch.andon(['stop', 'main', '-m', 'red again'])).code).toBe(0);
  expect((await scratch.andon(['resume', 'main', '-m', 'green again'])).code).toBe(0);
  await vi.waitFor(() => expect(relieved()).toHaveLength(2), 10_000);
  expect(relieved()[1]).not.toContain('U024BE7LH');
  const { stdout } = await scratch.andon(['notify', 'list']);
  expect(stdout).toContain('back (email): done with all\n');
  expect(mails()).toHaveLength(1);
});
