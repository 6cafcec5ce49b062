// Finds channels that people would wait for in vain: what was given up, and what nobody has delivered for long.
import type { Diagnosis } from '../install/doctor.ts';
import { openEntry } from '../journal/chain.ts';
import type { Notifier } from '../notifier.ts';
import type { Delivery } from '../notify/delivery.ts';
import { countOf } from '../text/count-of.ts';
import { formatTime } from '../text/utc-time.ts';

/** Half of the attempts have failed by then, and whoever delivers looks every second. */
const LONG_MS = 10 * 60_000;

/** Diagnoses each channel, with the command that mends it. */
export async function diagnoseChannels(
  { channels, outbox }: Pick<Notifier, 'channels' | 'outbox'>,
  now: Date,
): Promise<readonly Diagnosis[]> {
  const { head, deliveries } = await outbox.read();
  const all = channels.map(async ({ name }): Promise<readonly Diagnosis[]> => {
    const delivery = deliveries.get(name);
    if (delivery === undefined) return [];
    const { cursor, retry } = delivery;
    const waiting = retry[0] ?? (cursor < head ? cursor + 1 : undefined);
    const [stored] = waiting === undefined ? [] : await outbox.readEntries(waiting - 1, 1);
    const since = stored === undefined ? undefined : openEntry(stored).at;
    const isLate = since !== undefined && now.getTime() - Date.parse(since) > LONG_MS;
    const found = [...describeDead(name, delivery), ...(isLate ? [describeLate(name, delivery, since)] : [])];
    return found.length > 0
      ? found
      : [{ check: `channel ${name}`, health: 'good', message: 'is up to date' }];
  });
  return (await Promise.all(all)).flat();
}

function describeDead(name: string, { dead }: Delivery): readonly Diagnosis[] {
  const last = dead.at(-1);
  if (last === undefined) return [];
  const message = `gave up ${countOf(dead.length, 'announcement')}, entry ${last.seq} at ${secondOf(formatTime(last.at))}: ${last.problem}`;
  return [{ check: `channel ${name}`, health: 'warning', message, fix: `andon notify retry ${name}` }];
}

function describeLate(name: string, { attempts, problem }: Delivery, since: string): Diagnosis {
  const waits = `has not delivered since ${secondOf(since)}`;
  const told: Pick<Diagnosis, 'message' | 'fix'> =
    attempts > 0
      ? { message: `${waits}: ${problem}`, fix: `andon notify retry ${name}` }
      : { message: `${waits}: nobody has tried`, fix: 'andon notify deliver, from cron or as a service' };
  return { check: `channel ${name}`, health: 'warning', ...told };
}

function secondOf(time: string): string {
  return `${time.slice(0, 19)}Z`;
}
