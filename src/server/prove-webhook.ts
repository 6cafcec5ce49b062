// Whether a webhook is from whom it says. Each sender has a way of its own; all of them come to knowing a secret.
import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isSame } from './is-same.ts';
import type { Sender } from '../webhook/webhook.ts';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  /** The body, byte by byte: a signature is over these. */
  readonly raw: Buffer;
}

export type Proof =
  /** The delivery is the id of it that the signature is over, where it has one. */
  { readonly kind: 'proven'; readonly delivery?: string } | { readonly kind: 'absent' | 'wrong' | 'late' };

interface Known {
  readonly secrets: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Prove = (received: Received, known: Known) => Proof;

/** How far a clock may be off, and how long a request may take (https://www.standardwebhooks.com). */
const WINDOW_MS = 5 * 60_000;

/** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
const byGithub: Prove = (received, known) =>
  bySignatures(listOf(received.headers['x-hub-signature-256'], /^sha256=/), received.raw, known);

/** https://docs.gitea.com/features/webhooks and https://forgejo.org/docs/latest/user/webhooks */
const byGitea: Prove = (received, known) => {
  const { 'x-gitea-signature': gitea, 'x-forgejo-signature': forgejo } = received.headers;
  return bySignatures(listOf(gitea ?? forgejo, /^/), received.raw, known);
};

/** https://docs.pagerduty.com/developer/verifying-webhook-signatures: one for each secret that is in force. */
const byPagerduty: Prove = (received, known) =>
  bySignatures(listOf(received.headers['x-pagerduty-signature'], /^v1=/), received.raw, known);

/**
 * https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
 * Without a time in it, a signature could be sent again by others as long as the secret lasts.
 */
const byGrafana: Prove = ({ headers, raw }, known) => {
  const signatures = listOf(headers['x-grafana-alerting-signature'], /^/);
  if (signatures.length === 0) return byToken({ headers, raw }, known);
  const time = textOf(headers['x-grafana-alerting-timestamp']);
  if (time === undefined) return { kind: 'wrong' };
  const proof = bySignatures(signatures, Buffer.concat([Buffer.from(`${time}:`), raw]), known);
  return proof.kind === 'proven' && !isWithin(time, known.now) ? { kind: 'late' } : proof;
};

/** https://docs.gitlab.com/user/project/integrations/webhooks/: a signing token, or the secret as it is. */
const byGitlab: Prove = (received, known) => {
  const token = textOf(received.headers['x-gitlab-token']);
  if (received.headers['webhook-signature'] !== undefined) return byStandard(received, known);
  return token === undefined ? { kind: 'absent' } : isOneOf(token, known.secrets);
};

/** Standard Webhooks where it is signed, else the secret as it is. */
const byStandardOrToken: Prove = (received, known) =>
  (received.headers['webhook-signature'] === undefined ? byToken : byStandard)(received, known);

/** For those that cannot sign: the secret as a bearer token, or as the password of anybody (RFC 6750, RFC 7617). */
function byToken({ headers }: Received, { secrets }: Known): Proof {
  const { scheme = '', given = '' } =
    /^(?<scheme>\S+) +(?<given>.+)$/.exec(headers.authorization ?? '')?.groups ?? {};
  if (given === '') return { kind: 'absent' };
  if (scheme.toLowerCase() !== 'basic') return isOneOf(given, secrets);
  const pair = Buffer.from(given, 'base64').toString('utf8');
  return isOneOf(pair.slice(pair.indexOf(':') + 1), secrets);
}

/** Standard Webhooks 1.0, symmetric: the only one whose id of the delivery is signed as well. */
function byStandard({ headers, raw }: Received, { secrets, now }: Known): Proof {
  const [id, time] = [textOf(headers['webhook-id']), textOf(headers['webhook-timestamp'])];
  const given = textOf(headers['webhook-signature']);
  if (id === undefined || time === undefined || given === undefined) return { kind: 'wrong' };
  const signed = Buffer.concat([Buffer.from(`${id}.${time}.`), raw]);
  const signatures = given.split(' ').flatMap((each) => (each.startsWith('v1,') ? [each.slice(3)] : []));
  const isSigned = secrets
    .flatMap((secret) => keyOf(secret) ?? [])
    .map((key) => createHmac('sha256', key).update(signed).digest('base64'))
    .some((right) => signatures.some((signature) => isSame(signature, right)));
  if (!isSigned) return { kind: 'wrong' };
  return isWithin(time, now) ? { kind: 'proven', delivery: id } : { kind: 'late' };
}

const PROOFS: Readonly<Record<Sender, Prove>> = {
  github: byGithub,
  gitlab: byGitlab,
  gitea: byGitea,
  forgejo: byGitea,
  jenkins: byToken,
  buildbot: byToken,
  alertmanager: byToken,
  grafana: byGrafana,
  pagerduty: byPagerduty,
  cloudevents: byStandardOrToken,
  generic: byStandardOrToken,
};

/** Finds out whether a webhook is proven by one of its secrets. */
export function proveWebhook(kind: Sender, received: Received, known: Known): Proof {
  return PROOFS[kind](received, known);
}

function bySignatures(signatures: readonly string[], signed: Buffer, { secrets }: Known): Proof {
  if (signatures.length === 0) return { kind: 'absent' };
  const right = secrets.map((secret) => createHmac('sha256', secret).update(signed).digest('hex'));
  const isSigned = right.some((each) =>
    signatures.some((signature) => isSame(signature.toLowerCase(), each)),
  );
  return { kind: isSigned ? 'proven' : 'wrong' };
}

function isOneOf(given: string, secrets: readonly string[]): Proof {
  return { kind: secrets.some((secret) => isSame(given, secret)) ? 'proven' : 'wrong' };
}

function isWithin(seconds: string, now: number): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(now - Number(seconds) * 1_000) <= WINDOW_MS;
}

/** The key that the text of a secret holds; undefined for one that is no whsec_. */
function keyOf(secret: string): Buffer | undefined {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : undefined;
}

/** No more are looked at, as each takes a comparison. */
const MOST_SIGNATURES = 10;

function listOf(header: string | readonly string[] | undefined, start: RegExp): readonly string[] {
  return (textOf(header)?.split(',') ?? [])
    .map((each) => each.trim())
    .filter((each) => each !== '' && start.test(each))
    .slice(0, MOST_SIGNATURES)
    .map((each) => each.replace(start, ''));
}

function textOf(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' && header !== '' ? header : undefined;
}
