// Tells a CI of what has landed, one revision after the other: as a signed push event, by a URL, or by a command.
import { createHmac } from 'node:crypto';
import type { Announcement } from '../notify/announcement.ts';
import type { Channel, CommandDestination, StarterDestination } from '../notify/channel.ts';
import { landedFor } from '../notify/channel.ts';
import type { Sent } from '../notify/deliver.ts';
import { landingValues } from '../notify/landing-values.ts';
import type { LandedRevision } from '../notify/landing-values.ts';
import { formatPushEvent } from '../notify/push-event.ts';
import type { LandedHistory } from '../notify/push-event.ts';
import { fillPlaceholders } from '../text/placeholders.ts';
import { readSource } from '../secret/read-source.ts';
import type { Environment } from '../secret/read-source.ts';
import { runCommand } from './run-command.ts';
import { sendRequest } from './send-request.ts';

export interface StartContext {
  readonly environment: Environment;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Reads what git says of a revision. */
  readonly readHistory: (landed: LandedRevision) => Promise<LandedHistory>;
  /** How many of the revisions the CI knows of from attempts before. */
  readonly done?: number;
  /** Called when the CI knows of one more. */
  readonly onDone: () => void;
}

/** Starts the builds of an announcement, as far as they have not been. */
export async function startBuilds(
  { destination, lines }: { readonly destination: StarterDestination; readonly lines: Channel['lines'] },
  announcement: Announcement,
  context: StartContext,
): Promise<Sent> {
  const revisions = landedFor(lines, announcement);
  let sent: Sent = { kind: 'sent', answer: 'there was nothing to build' };
  for (const [at, landed] of revisions.entries()) {
    if (at < (context.done ?? 0)) continue;
    const id = `${announcement.id}${at === 0 ? '' : `-${at}`}`;
    sent = await startBuild(destination, { id, landed }, context);
    if (sent.kind === 'failed') return sent;
    context.onDone();
  }
  return sent;
}

/** A revision, and an id that is the same for each attempt to tell of it. */
interface Start {
  readonly id: string;
  readonly landed: LandedRevision;
}

async function startBuild(
  destination: StarterDestination,
  start: Start,
  context: StartContext,
): Promise<Sent> {
  switch (destination.kind) {
    case 'github':
      return sendPushEvent(destination, start, context);
    case 'get':
      return getUrl(destination, start.landed, context);
    case 'command':
      return runCommand(fillWords(destination, start.landed), { input: '', signal: context.signal });
  }
}

async function sendPushEvent(
  { url, secret, clone, allowPrivate }: Extract<StarterDestination, { kind: 'github' }>,
  { id, landed }: Start,
  { environment, now, signal, readHistory }: StartContext,
): Promise<Sent> {
  const target = readSource(url, environment);
  if (target.kind === 'unreadable') return { kind: 'failed', problem: target.problem };
  const key = secret === undefined ? undefined : readSource(secret, environment);
  if (key?.kind === 'unreadable') return { kind: 'failed', problem: key.problem };
  const body = JSON.stringify(formatPushEvent(landed, await readHistory(landed), clone));
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-github-delivery': id,
    ...(key === undefined ? {} : signPushEvent(key.text, body)),
  };
  return sendRequest(target.text, { body, headers, allowPrivate, signal, now });
}

/** Both signatures, because there are servers, such as Buildbot 3.7, that look at the older one only. */
function signPushEvent(secret: string, body: string): Readonly<Record<string, string>> {
  const sign = (hash: string): string => `${hash}=${createHmac(hash, secret).update(body).digest('hex')}`;
  return { 'x-hub-signature': sign('sha1'), 'x-hub-signature-256': sign('sha256') };
}

async function getUrl(
  { url, allowPrivate }: Extract<StarterDestination, { kind: 'get' }>,
  landed: LandedRevision,
  { environment, now, signal }: StartContext,
): Promise<Sent> {
  const target = readSource(url, environment);
  if (target.kind === 'unreadable') return { kind: 'failed', problem: target.problem };
  const filled = fillUrl(target.text, landingValues(landed));
  if (filled === undefined)
    return { kind: 'failed', problem: 'what was pushed would lead to another place', isFinal: true };
  return sendRequest(filled, {
    headers: {},
    allowPrivate,
    signal,
    now,
  });
}

/** Fills a URL; undefined where a value would choose the host, or leave its part of the path as `..` does. */
function fillUrl(template: string, values: Readonly<Record<string, string>>): string | undefined {
  const fill = (encode: (value: string) => string): string => {
    const encoded = Object.entries(values).map(([name, value]) => [name, encode(value)]);
    return fillPlaceholders(template, Object.fromEntries(encoded) as Readonly<Record<string, string>>);
  };
  // A ref may be no text: half a character has no encoding.
  const filled = fill((value) => encodeURIComponent(value.toWellFormed()));
  const isThere = URL.parse(filled)?.origin === URL.parse(fill(() => 'x'))?.origin;
  const [path = ''] = filled.split('?', 1);
  return isThere && !/\/\.{1,2}(?:\/|$)/.test(path) ? filled : undefined;
}

/** Each placeholder stays within its word: no shell reads it. */
function fillWords({ command }: CommandDestination, landed: LandedRevision): readonly string[] {
  const values = landingValues(landed);
  // A word of a process ends at a NUL.
  return command.map((word) => fillPlaceholders(word, values).replaceAll('\0', ''));
}
