// What the doctor says of channels, over a journal of one stop a minute.
import { expect, it } from 'vitest';
import { diagnoseChannels } from '../../src/cli/diagnose-channels.ts';
import type { Diagnosis } from '../../src/install/doctor.ts';
import { newDelivery } from '../../src/notify/delivery.ts';
import type { Delivery } from '../../src/notify/delivery.ts';
import { journalOutbox } from '../../src/store/journal-outbox.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { channel } from '../support/announcements.ts';
import { MAIN } from '../support/gate.ts';

const START = Date.parse('2026-03-02T14:00:00.000Z');
const MINUTE = 60_000;

/** Diagnoses the channel `ops` some minutes after entry 0 would have been written; entry 3 is the last. */
async function diagnose(
  delivery: Partial<Delivery> | undefined,
  minute: number,
): Promise<readonly Diagnosis[]> {
  const engine = memoryEngine();
  let now = START;
  const store = journalStore(engine, () => (now += MINUTE));
  await store.command({ kind: 'register', line: MAIN, repository: '/r', by: 'dana' });
  for (const summary of ['a', 'b'])
    await store.command({ kind: 'open', line: MAIN, level: 'stop', cause: 'build', summary, by: 'ci' });
  const outbox = journalOutbox(engine);
  if (delivery !== undefined) {
    await outbox.start('ops', '');
    await outbox.change('ops', () => ({ ...newDelivery(3), ...delivery }));
  }
  return diagnoseChannels({ channels: [channel()], outbox }, new Date(START + minute * MINUTE));
}

const good = { check: 'channel ops', health: 'good', message: 'is up to date' };
const warning = (message: string, fix: string) => ({ check: 'channel ops', health: 'warning', message, fix });
const RETRY = 'andon notify retry ops';
const lost = (...seqs: number[]) =>
  seqs.map((seq) => ({ seq, at: START + seq * MINUTE, problem: `x${seq}` }));

it.each<[string, Partial<Delivery> | undefined, number, readonly object[]]>([
  ['is done with all', {}, 99, [good]],
  ['has not begun', undefined, 99, []],
  ['is at it', { cursor: 1 }, 12, [{ ...good, message: '2 entries to look at' }]],
  [
    'has failed a moment ago',
    { cursor: 2, attempts: 1, problem: 'the server answered 429', nextAt: START + 4 * MINUTE },
    4,
    [
      warning(
        '1 attempt failed (the server answered 429), the next at 2026-03-02T14:04:00Z; 1 entry to look at',
        RETRY,
      ),
    ],
  ],
  [
    'has been left alone',
    { cursor: 1 },
    13,
    [
      warning(
        'has not delivered since 2026-03-02T14:02:00Z: nobody has tried; 2 entries to look at',
        'andon notify deliver, from cron or as a service',
      ),
    ],
  ],
  [
    'fails again and again',
    { cursor: 1, attempts: 7, problem: 'the server answered 500' },
    13,
    [
      warning(
        'has not delivered since 2026-03-02T14:02:00Z: the server answered 500; 2 entries to look at',
        RETRY,
      ),
    ],
  ],
  [
    'fails with what was put back',
    { retry: [2], attempts: 7, problem: 'gone' },
    13,
    [warning('has not delivered since 2026-03-02T14:02:00Z: gone; 1 entry to look at', RETRY)],
  ],
  [
    'gave up one',
    { dead: lost(3) },
    4,
    [warning('gave up 1 announcement, entry 3 at 2026-03-02T14:03:00Z: x3', RETRY)],
  ],
  [
    'gave up two, and has more to do',
    { cursor: 2, dead: lost(1, 2), attempts: 1, problem: 'away' },
    99,
    [
      warning('gave up 2 announcements, entry 2 at 2026-03-02T14:02:00Z: x2', RETRY),
      warning('has not delivered since 2026-03-02T14:03:00Z: away; 1 entry to look at', RETRY),
    ],
  ],
])('diagnoseChannels() of a channel that %s', async (_, delivery, minute, expected) => {
  expect(await diagnose(delivery, minute)).toEqual(expected);
});
