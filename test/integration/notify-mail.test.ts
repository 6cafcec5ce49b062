// Mail, to real SMTP servers on loopback, and to a program that stands for sendmail(8).
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sendAnnouncement } from '../../src/channel/send-announcement.ts';
import type { Announcement } from '../../src/notify/announcement.ts';
import type { EmailDestination } from '../../src/notify/channel.ts';
import type { Sent } from '../../src/notify/deliver.ts';
import { announcement, sendContext } from '../support/announcements.ts';
import { temporaryFolder } from '../support/engines.ts';

interface Mailbox {
  readonly port: number;
  readonly mails: { readonly from: unknown; readonly to: unknown[]; readonly text: string }[];
  readonly passwords: unknown[];
}

/** A certificate that nobody vouches for. */
function selfSigned(): { readonly key: Buffer; readonly cert: Buffer } {
  const folder = temporaryFolder();
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const words = 'req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1';
  const made = spawnSync('openssl', [...words.split(' '), '-keyout', key, '-out', cert]);
  expect(made.status).toBe(0);
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

async function startSmtp(options: SMTPServerOptions = {}): Promise<Mailbox> {
  const [mails, passwords]: [Mailbox['mails'], unknown[]] = [[], []];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ password }, _session, callback) {
      passwords.push(password);
      callback(null, { user: 'andon' });
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? undefined : envelope.mailFrom?.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, text: Buffer.concat(chunks).toString() });
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(async () => new Promise((resolve) => server.close(() => resolve())));
  return { port: (server.server.address() as AddressInfo).port, mails, passwords };
}

const send = async (
  via: EmailDestination['via'],
  given: Announcement,
  change: Partial<EmailDestination> = {},
): Promise<Sent> =>
  sendAnnouncement(
    {
      name: 'ops',
      destination: {
        kind: 'email',
        to: ['a@example.org', 'b@example.org'],
        from: 'andon@example.org',
        via,
        allowPrivate: ['127.0.0.1'],
        ...change,
      },
    },
    given,
    sendContext({ environment: { PASSWORD: 'hunter2' }, timeoutMs: 5_000 }),
  );
const smtp = (port: number, user = ''): { smtp: { value: string } } => ({
  smtp: { value: `smtp://${user}127.0.0.1:${port}` },
});

describe('sendAnnouncement() by SMTP', () => {
  it('delivers one mail to all, with the headers that are ours', async () => {
    const { port, mails } = await startSmtp();
    const hostile = announcement({ title: 'red\r\nBcc: eve@example.org', text: ['.', '\r\n.\r\nQUIT'] });
    expect(await send(smtp(port), hostile)).toEqual({ kind: 'sent', answer: 'the mail server took it' });
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ from: 'andon@example.org', to: ['a@example.org', 'b@example.org'] });
    const [head = '', ...body] = (mails[0]?.text ?? '').split('\r\n\r\n');
    expect(head).not.toMatch(/^Bcc/im);
    expect(head).toContain('Subject: [andon] red\\x0d\\x0aBcc: eve@example.org');
    expect(head).toContain(`Message-ID: <${hostile.id}@example.org>`);
    expect(head).toContain('Auto-Submitted: auto-generated');
    expect(body.join('\n\n')).toContain('QUIT');
  });

  it('tells those who were refused, and none of them of another', async () => {
    const { port, mails } = await startSmtp();
    const people = { dana: 'd@example.org', '*': '{pusher}@corp.example' };
    const freed = announcement({ event: 'stop.lifted', freed: ['dana', 'eve', 'a b', 'all'] });
    expect(await send(smtp(port), freed, { people, to: [] })).toMatchObject({ kind: 'sent' });
    expect(mails.map(({ to }) => to)).toEqual([['d@example.org', 'eve@corp.example']]);
    const [head = ''] = (mails[0]?.text ?? '').split('\r\n\r\n');
    expect(head).toMatch(/^To: "undisclosed-recipients":;\r$/m);
    expect(head).not.toMatch(/Bcc|corp\.example|d@example/i);
  });

  it('says that it has no address, where nobody is known', async () => {
    const { port, mails } = await startSmtp();
    expect(await send(smtp(port), announcement({ freed: ['eve'] }), { people: {}, to: [] })).toEqual({
      kind: 'failed',
      problem: 'people has no address for whom it is for',
    });
    expect(mails).toEqual([]);
  });

  it('sends no password without TLS', async () => {
    const { port, mails, passwords } = await startSmtp();
    const via = { ...smtp(port, 'andon@'), secret: { env: 'PASSWORD' } };
    expect(await send(via, announcement())).toMatchObject({ kind: 'failed' });
    expect([...mails, ...passwords]).toEqual([]);
  });

  it('sends no password to a server whose certificate nobody vouches for', async () => {
    const { port, mails, passwords } = await startSmtp({ disabledCommands: [], ...selfSigned() });
    const via = { ...smtp(port, 'andon@'), secret: { env: 'PASSWORD' } };
    const sent = await send(via, announcement());
    expect(sent).toMatchObject({ kind: 'failed' });
    expect(JSON.stringify(sent)).not.toContain('hunter2');
    expect([...mails, ...passwords]).toEqual([]);
  });

  it('prefers such a server to none where no password is at stake', async () => {
    const { port, mails } = await startSmtp({ disabledCommands: [], ...selfSigned() });
    expect(await send(smtp(port), announcement())).toMatchObject({ kind: 'sent' });
    expect(mails).toHaveLength(1);
  });

  it('does not send again to all what the server refuses for one', async () => {
    const { port } = await startSmtp({
      onRcptTo: ({ address }, _session, callback) =>
        callback(
          address.startsWith('b') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null,
        ),
    });
    expect(await send(smtp(port), announcement())).toEqual({
      kind: 'sent',
      answer: 'the mail server took it, but for 1 of 2 addresses',
    });
  });

  it('says what the server answered', async () => {
    const { port } = await startSmtp({
      onMailFrom: (_address, _session, callback) =>
        callback(Object.assign(new Error('andon@example.org is greylisted'), { responseCode: 451 })),
    });
    expect(await send(smtp(port), announcement())).toEqual({
      kind: 'failed',
      problem: 'sending the mail failed (EENVELOPE, the server answered 451)',
    });
  });

  it('connects to no private server that is not listed', async () => {
    const { port, mails } = await startSmtp();
    expect(await send(smtp(port), announcement(), { allowPrivate: [] })).toEqual({
      kind: 'failed',
      problem: 'the host has a private address that allowPrivate does not list',
    });
    expect(mails).toEqual([]);
  });
});

it('sendAnnouncement() hands a mail to sendmail(8), addresses behind "--"', async () => {
  const folder = temporaryFolder();
  const program = join(folder, 'sendmail');
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" >${folder}/args\ncat >${folder}/mail\n`);
  chmodSync(program, 0o755);
  expect(await send({ sendmail: program }, announcement())).toMatchObject({ kind: 'sent' });
  expect(readFileSync(join(folder, 'args'), 'utf8')).toBe(
    '-i\n-f\nandon@example.org\n--\na@example.org\nb@example.org\n',
  );
  expect(readFileSync(join(folder, 'mail'), 'utf8')).toContain('Subject: [andon] Line main is STOPPED\n');
});
