// Sends an announcement to a channel, once. Loaded by whoever delivers and by nobody else: what speaks HTTP and
// SMTP takes longer to load than a push may wait.
import type { Announcement } from '../notify/announcement.ts';
import { isStarter } from '../notify/channel.ts';
import type { Channel, HttpDestination } from '../notify/channel.ts';
import { formatCloudEvent } from '../notify/cloud-event.ts';
import type { Sent } from '../notify/deliver.ts';
import { eventData, formatWebhook } from '../notify/event-data.ts';
import { formatSlackMessage } from '../notify/slack-message.ts';
import { formatTeamsCard } from '../notify/teams-card.ts';
import { fillTemplate } from '../notify/template.ts';
import { systemCodeOf } from '../text/andon-error.ts';
import { readSource } from '../secret/read-source.ts';
import { runCommand } from './run-command.ts';
import { sendMail } from './send-mail.ts';
import { sendRequest } from './send-request.ts';
import { signWebhook } from './sign-webhook.ts';
import { startBuilds } from './start-builds.ts';
import type { StartContext } from './start-builds.ts';
import { ATTEMPT_MS, within } from './within.ts';

export interface SendContext extends Omit<StartContext, 'signal' | 'onDone'> {
  /** Who speaks, as CloudEvents name it: a URI reference. */
  readonly source: string;
  /** How long an attempt may take. */
  readonly timeoutMs?: number;
}

/** Makes one attempt. Never throws: what goes wrong is what became of it. */
export async function sendAnnouncement(
  { destination, lines, template }: Channel,
  happened: Announcement,
  context: SendContext,
): Promise<Sent> {
  let { done = 0 } = context;
  const announcement = fillTemplate(happened, template);
  const sent = await within(context.timeoutMs ?? ATTEMPT_MS, async (signal) => {
    try {
      if (isStarter(destination)) {
        const onDone = (): void => void done++;
        return await startBuilds({ destination, lines }, announcement, { ...context, signal, onDone });
      }
      switch (destination.kind) {
        case 'email':
          return await sendMail(destination, announcement, { ...context, signal });
        case 'command':
          return await runCommand(destination.command, {
            input: `${JSON.stringify(eventData(announcement))}\n`,
            signal,
          });
        default:
          return await sendHttp(destination, announcement, { ...context, signal });
      }
    } catch (error) {
      // A bug of ours must not keep a channel from going on with what comes next.
      return { kind: 'failed', problem: `internal error (${systemCodeOf(error) ?? (error as Error).name})` };
    }
  });
  // Also where the time was up: what was told need not be told again.
  return sent.kind === 'failed' && done > 0 ? { ...sent, done } : sent;
}

async function sendHttp(
  destination: HttpDestination,
  announcement: Announcement,
  { environment, source, now, signal }: SendContext & { readonly signal: AbortSignal },
): Promise<Sent> {
  const { kind, secret, allowPrivate } = destination;
  const url = readSource(destination.url, environment);
  if (url.kind === 'unreadable') return { kind: 'failed', problem: url.problem };
  const body = JSON.stringify(formatBody(destination, announcement, source));
  const headers: Record<string, string> = {
    'content-type': `application/${kind === 'cloudevents' ? 'cloudevents+json' : 'json'}; charset=utf-8`,
  };
  if (secret !== undefined) {
    const key = readSource(secret, environment);
    if (key.kind === 'unreadable') return { kind: 'failed', problem: key.problem };
    const signed = signWebhook(key.text, { id: announcement.id, body, now: now() });
    if (signed === undefined)
      return { kind: 'failed', problem: 'the secret is not whsec_ with 24 to 64 bytes in base64' };
    Object.assign(headers, signed);
  }
  return sendRequest(url.text, { body, headers, allowPrivate, signal, now });
}

function formatBody({ kind, people }: HttpDestination, announcement: Announcement, source: string): object {
  switch (kind) {
    case 'slack':
      return formatSlackMessage(announcement, people);
    case 'teams':
      return formatTeamsCard(announcement);
    case 'webhook':
      return formatWebhook(announcement);
    case 'cloudevents':
      return formatCloudEvent(announcement, source);
  }
}
