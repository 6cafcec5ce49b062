// andon notify list | retry | test | deliver: who is told, and whether they were.
import { object, or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { choice, string } from '@optique/core/valueparser';
import type { Notifier } from '../notifier.ts';
import { ANNOUNCED_EVENTS } from '../notify/announcement.ts';
import { isStarter } from '../notify/channel.ts';
import type { Channel } from '../notify/channel.ts';
import { retryDead } from '../notify/delivery.ts';
import { findLastLanding } from '../notify/find-last-landing.ts';
import { fillTemplate } from '../notify/template.ts';
import { exitCodeOf } from '../text/andon-error.ts';
import { invalid } from '../text/invalid.ts';
import { unknownName } from '../text/unknown-name.ts';
import { commonOptions, remarkOnce } from './context.ts';
import type { Action } from './context.ts';
import { describeChannel, describeRetry, describeSent, testAnnouncement } from './describe-channel.ts';
import { outboxOptions, withOutbox } from './open-outbox.ts';

const WATCH_MS = 1_000;

const list = command(
  'list',
  map(
    object(outboxOptions),
    (given): Action =>
      async (context) =>
        withOutbox(given, context, async ({ notifier }) => {
          const { head, deliveries } = await notifier.outbox.read();
          for (const channel of notifier.channels) {
            const { name, destination } = channel;
            const { lease: _lease, ...delivery } = deliveries.get(name) ?? {};
            if (given.json)
              context.print(JSON.stringify({ channel: name, kind: destination.kind, head, ...delivery }));
            else for (const line of describeChannel(channel, deliveries.get(name), head)) context.print(line);
          }
          if (notifier.channels.length === 0)
            context.remark('no channel is configured: see "channels" in andon.yaml');
          return 0;
        }),
  ),
  { description: message`Say how far each channel is, and what could not be delivered.` },
);

const retry = command(
  'retry',
  map(
    object({ ...outboxOptions, channel: optional(argument(string({ metavar: 'CHANNEL' }))) }),
    (given): Action =>
      async (context) =>
        withOutbox(given, context, async ({ notifier, startDelivering }) => {
          const channels =
            given.channel === undefined ? notifier.channels : [requireChannel(given.channel, notifier)];
          const { deliveries } = await notifier.outbox.read();
          for (const { name } of channels) {
            const count = deliveries.get(name)?.dead.length ?? 0;
            const changed = await notifier.outbox.change(name, retryDead);
            if (given.json) context.print(JSON.stringify({ channel: name, putBack: count }));
            else context.print(`${name}: ${describeRetry(count, changed)}`);
          }
          startDelivering();
          return 0;
        }),
  ),
  { description: message`Put back what could not be delivered, and try again now.` },
);

const test = command(
  'test',
  map(
    object({
      ...outboxOptions,
      channel: argument(string({ metavar: 'CHANNEL' })),
      event: optional(
        option('--event', choice(ANNOUNCED_EVENTS), {
          description: message`With the words that the template has for it.`,
        }),
      ),
    }),
    (given): Action =>
      async (context) =>
        withOutbox(given, context, async ({ notifier, lines: all }) => {
          const { template, ...channel } = requireChannel(given.channel, notifier);
          const startsBuilds = isStarter(channel.destination);
          if (startsBuilds && given.event !== undefined)
            throw invalid(
              `Channel "${channel.name}" starts builds and hears of no event`,
              'Leave --event away',
            );
          const lines = channel.lines ?? all;
          const announcement = testAnnouncement(context, lines.slice(0, 1));
          const words = given.event === undefined ? undefined : template?.events?.[given.event];
          const told = fillTemplate(announcement, template && { ...template, ...words });
          const landed = startsBuilds ? await findLastLanding(channel, notifier.outbox) : undefined;
          const sent = await notifier.send(
            channel,
            landed === undefined ? told : { ...told, landed: [landed] },
          );
          if (given.json) context.print(JSON.stringify({ channel: channel.name, ...sent }));
          else
            for (const line of describeSent(sent, template === undefined ? undefined : told))
              context.print(line);
          return sent.kind === 'sent' ? 0 : exitCodeOf('unavailable');
        }),
  ),
  {
    description: message`Send a message to a channel now, or start a build again, and say what came back.`,
  },
);

const deliverNow = command(
  'deliver',
  map(
    object({
      ...commonOptions,
      watch: option('--watch', { description: message`Go on for ever, as a service does.` }),
    }),
    (given): Action =>
      async (once) => {
        const context = remarkOnce(once);
        for (;;) {
          const { sent, failed } = await withOutbox(given, context, async ({ notifier }) =>
            notifier.deliver(),
          );
          // cron sends mail for every word; a program that asked once is answered.
          const isNews = sent + failed > 0;
          if (given.json && (isNews || !given.watch)) context.print(JSON.stringify({ sent, failed }));
          else if (isNews) context.print(`${sent} sent, ${failed} failed`);
          if (!given.watch) return 0;
          await context.sleep(WATCH_MS);
        }
      },
  ),
  { description: message`Deliver what is due, for cron or systemd.` },
);

export const notifyCommand = command('notify', or(list, retry, test, deliverNow), {
  description: message`Deliver announcements to channels, and see what became of them.`,
});

function requireChannel(name: string, { channels }: Notifier): Channel {
  const channel = channels.find((each) => each.name === name);
  if (channel !== undefined) return channel;
  const known = channels.map((each) => each.name);
  throw unknownName('channel', name, { known, none: 'No channel is configured' });
}
