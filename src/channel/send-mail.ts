// Sends a mail, by SMTP or by the machine's own sendmail(8). nodemailer writes the message, so that whatever is
// in the words ends up in the body or in an encoded header.
import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { checkHost } from '../http/address-guard.ts';
import { trustedAuthorities } from '../http/open-agent.ts';
import type { Announcement } from '../notify/announcement.ts';
import type { EmailDestination } from '../notify/channel.ts';
import type { Sent } from '../notify/deliver.ts';
import { formatMail } from '../notify/mail-text.ts';
import { callPeople } from '../notify/people.ts';
import { systemCodeOf } from '../text/andon-error.ts';
import { readSource } from '../secret/read-source.ts';
import type { Environment } from '../secret/read-source.ts';
import { runCommand } from './run-command.ts';

interface Attempt {
  readonly environment: Environment;
  readonly signal: AbortSignal;
}

/** Sends an announcement by mail. */
export async function sendMail(
  destination: EmailDestination,
  announcement: Announcement,
  attempt: Attempt,
): Promise<Sent> {
  const { from, via, people } = destination;
  const to = people === undefined ? destination.to : callPeople(people, announcement.freed ?? []);
  if (to.length === 0) return failed('people has no address for whom it is for');
  const host = from.slice(from.indexOf('@') + 1);
  const message = {
    from,
    // Those who are not on one list need not know of each other.
    to: people === undefined ? [...to] : 'undisclosed-recipients:;',
    envelope: { from, to: [...to] },
    ...formatMail(announcement),
    // The same for every attempt: mailboxes show what came twice once.
    messageId: `<${announcement.id}@${host}>`,
    // Nobody's holiday notice has to answer (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  if ('smtp' in via) return sendBySmtp(message, { ...destination, to, via }, attempt);
  const { message: raw } = await createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'unix',
  }).sendMail(message);
  const input = raw as Buffer;
  return runCommand([via.sendmail, '-i', '-f', from, '--', ...to], { input, signal: attempt.signal });
}

type SmtpDestination = Pick<EmailDestination, 'allowPrivate' | 'to'> & {
  readonly via: Extract<EmailDestination['via'], { smtp: unknown }>;
};

async function sendBySmtp(
  message: object,
  { via, to, allowPrivate }: SmtpDestination,
  { environment, signal }: Attempt,
): Promise<Sent> {
  const server = readSource(via.smtp, environment);
  if (server.kind === 'unreadable') return failed(server.problem);
  const url = URL.parse(server.text);
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '')
    return failed('what names the mail server is neither smtp: nor smtps:');
  const secret = via.secret === undefined ? undefined : readSource(via.secret, environment);
  if (secret?.kind === 'unreadable') return failed(secret.problem);
  const user = decodeURIComponent(url.username);
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const secure = url.protocol === 'smtps:';
  try {
    const host = await checkHost(url.hostname, { allowed: allowPrivate, isEncrypted: true });
    if (host.kind === 'refused') return failed(host.problem);
    // A password, and what goes over the internet, is sent over TLS or not at all. Where TLS is not insisted on,
    // one whose certificate nobody vouches for is better than none.
    const mustEncrypt = secure || user !== '' || !host.isListed;
    const transport = createTransport({
      // The address that was checked, under the name that its certificate has to have.
      host: host.addresses[0]?.address ?? '',
      port: url.port === '' ? (secure ? 465 : user === '' ? 25 : 587) : Number(url.port),
      secure,
      requireTLS: mustEncrypt,
      tls: {
        // An address has no name to be told (RFC 6066).
        ...(isIP(name) === 0 ? { servername: name } : {}),
        ca: trustedAuthorities(),
        rejectUnauthorized: mustEncrypt,
      },
      ...(user === '' ? {} : { auth: { user, pass: secret?.text ?? '' } }),
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 10_000,
    });
    signal.addEventListener('abort', () => transport.close());
    const { rejected } = await transport.sendMail(message);
    // Those whom it did take it for would get it again with each attempt.
    const but = rejected.length === 0 ? '' : `, but for ${rejected.length} of ${to.length} addresses`;
    return { kind: 'sent', answer: `the mail server took it${but}` };
  } catch (error) {
    return failed(`sending the mail failed (${describe(error)})`);
  }
}

/** The server's code says more than ours; its words may quote what it was sent. */
function describe(error: unknown): string {
  const response = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined;
  const code = systemCodeOf(error) ?? 'internal error';
  return typeof response === 'number' ? `${code}, the server answered ${response}` : code;
}

function failed(problem: string): Sent {
  return { kind: 'failed', problem };
}
