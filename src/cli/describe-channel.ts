// Says how far a channel is, for people.
import { randomUUID } from 'node:crypto';
import type { Announcement } from '../notify/announcement.ts';
import type { Channel } from '../notify/channel.ts';
import type { Sent } from '../notify/deliver.ts';
import type { Delivery } from '../notify/delivery.ts';
import { plainWords } from '../notify/plain-words.ts';
import { countOf } from '../text/count-of.ts';
import { escapeText } from '../text/escape.ts';
import { formatTime } from '../text/utc-time.ts';

/** Describes a channel in a line, and each of its dead letters in one more. */
export function describeChannel(
  { name, destination }: Channel,
  delivery: Delivery | undefined,
  head: number,
): readonly string[] {
  const start = `${name} (${destination.kind}):`;
  if (delivery === undefined) return [`${start} not started`];
  const { attempts, dead } = delivery;
  const waiting = countWaiting(delivery, head);
  const state =
    attempts > 0
      ? describeFailed(delivery)
      : waiting === 0
        ? `done with all${dead.length === 0 ? '' : ' but what was given up'}`
        : describeWaiting(waiting);
  const letters = dead.map((each) => `  entry ${each.seq} given up at ${secondOf(each.at)}: ${each.problem}`);
  return [`${start} ${state}`, ...letters].map(escapeText);
}

/** Counts the entries that a channel has still to look at: not each is announced. */
export function countWaiting({ cursor, retry }: Delivery, head: number): number {
  return head - cursor + retry.length;
}

export function describeWaiting(count: number): string {
  return `${count === 1 ? '1 entry' : `${count} entries`} to look at`;
}

/** Says what became of the attempts at what is next. */
export function describeFailed({ attempts, problem = '', nextAt = 0 }: Delivery): string {
  return `${countOf(attempts, 'attempt')} failed (${problem}), the next at ${secondOf(nextAt)}`;
}

/** Says what putting back came to; `changed` is undefined where nothing was given up, and nothing waited. */
export function describeRetry(putBack: number, changed: Delivery | undefined): string {
  if (changed === undefined) return 'nothing was given up';
  return putBack === 0 ? 'tries again at once' : `${putBack} put back`;
}

/** Builds the announcement of `andon notify test`, which says that it is none. */
export function testAnnouncement(
  { by, now }: { readonly by: string; readonly now: () => Date },
  lines: readonly string[],
): Announcement {
  return {
    id: randomUUID().replaceAll('-', ''),
    seq: 0,
    at: now().toISOString(),
    event: 'test',
    severity: 'news',
    title: 'This is a test of andon',
    text: [`Sent by ${by}; nothing has happened`],
    lines,
    who: by,
    freed: [by],
  };
}

/** Says what came back, below the words that were sent where they are of interest. */
export function describeSent(sent: Sent, words: Announcement | undefined): readonly string[] {
  const outcome = escapeText(sent.kind === 'sent' ? `sent: ${sent.answer}` : `failed: ${sent.problem}`);
  if (words === undefined) return [outcome];
  const { title, text } = plainWords(words);
  return [title, ...text, '', outcome];
}

function secondOf(ms: number): string {
  return `${formatTime(ms).slice(0, 19)}Z`;
}
