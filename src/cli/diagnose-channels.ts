// Finds channels that people would wait for in vain: what fails, what was given up, what nobody has delivered for long.
import type { Diagnosis } from '../install/doctor.ts';
import { openEntry } from '../journal/chain.ts';
import type { Notifier } from '../notifier.ts';
import type { Delivery } from '../notify/delivery.ts';
import { countOf } from '../text/count-of.ts';
import { formatTime } from '../text/utc-time.ts';
import { countWaiting, describeFailed, describeWaiting } from './describe-channel.ts';
import { diagnoseSources } from './diagnose-sources.ts';

/** Half of the attempts have failed by then, and whoever delivers looks every second. */
const LONG_MS = 10 * 60_000;

/** Diagnoses each channel, with the command that mends it. */
export async function diagnoseChannels(
  { channels, outbox }: Pick<Notifier, 'channels' | 'outbox'>,
  now: Date,
): Promise<readonly Diagnosis[]> {
  const { head, deliveries } = await outbox.read();
  const all = channels.map(async (channel): Promise<readonly Diagnosis[]> => {
    const { name } = channel;
    const sources = diagnoseSources(channel);
    const delivery = deliveries.get(name);
    if (delivery === undefined) return sources;
    const { cursor, retry } = delivery;
    const waiting = retry[0] ?? (cursor < head ? cursor + 1 : undefined);
    const [stored] = waiting === undefined ? [] : await outbox.readEntries(waiting - 1, 1);
    const since = stored === undefined ? undefined : openEntry(stored).at;
    const isLate = since !== undefined && now.getTime() - Date.parse(since) > LONG_MS;
    const count = countWaiting(delivery, head);
    const found = [
      ...sources,
      ...describeDead(name, delivery),
      ...describeTrouble(name, delivery, { count, lateSince: isLate ? since : undefined }),
    ];
    if (found.length > 0) return found;
    const message = count === 0 ? 'is up to date' : describeWaiting(count);
    return [{ check: `channel ${name}`, health: 'good', message }];
  });
  return (await Promise.all(all)).flat();
}

function describeDead(name: string, { dead }: Delivery): readonly Diagnosis[] {
  const last = dead.at(-1);
  if (last === undefined) return [];
  const message = `gave up ${countOf(dead.length, 'announcement')}, entry ${last.seq} at ${secondOf(formatTime(last.at))}: ${last.problem}`;
  return [{ check: `channel ${name}`, health: 'warning', message, fix: `andon notify retry ${name}` }];
}

interface Waiting {
  /** How many entries there are to look at. */
  readonly count: number;
  /** When the first of them was written, where that is long ago. */
  readonly lateSince: string | undefined;
}

/** One failed attempt is worth a look: that a program is missing mends itself no more than a wrong URL. */
function describeTrouble(
  name: string,
  delivery: Delivery,
  { count, lateSince }: Waiting,
): readonly Diagnosis[] {
  const { attempts, problem = '' } = delivery;
  const hasFailed = attempts > 0;
  if (!hasFailed && lateSince === undefined) return [];
  const trouble =
    lateSince === undefined
      ? describeFailed(delivery)
      : `has not delivered since ${secondOf(lateSince)}: ${hasFailed ? problem : 'nobody has tried'}`;
  return [
    {
      check: `channel ${name}`,
      health: 'warning',
      message: `${trouble}; ${describeWaiting(count)}`,
      fix: hasFailed ? `andon notify retry ${name}` : 'andon notify deliver, from cron or as a service',
    },
  ];
}

function secondOf(time: string): string {
  return `${time.slice(0, 19)}Z`;
}
