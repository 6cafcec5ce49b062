import { expect, it } from 'vitest';
import { describeChannel } from '../../src/cli/describe-channel.ts';
import { newDelivery } from '../../src/notify/delivery.ts';
import type { Delivery } from '../../src/notify/delivery.ts';
import { channel } from '../support/announcements.ts';

const HEAD = 5;
const AT = Date.parse('2026-03-02T14:27:00.000Z');
const dead = [{ seq: 3, at: AT, problem: 'the server answered 410' }];
const letter = '  entry 3 given up at 2026-03-02T14:27:00Z: the server answered 410';

it.each<[string, Partial<Delivery>, readonly string[]]>([
  ['is done', {}, ['done with all']],
  ['gave one up', { dead }, ['done with all but what was given up', letter]],
  ['has more to do', { cursor: 4, dead }, ['1 entry to look at', letter]],
  [
    'fails',
    { cursor: 4, attempts: 2, problem: 'away', nextAt: AT },
    ['2 attempts failed (away), the next at 2026-03-02T14:27:00Z'],
  ],
])('describeChannel() of one that %s', (_, change, [first = '', ...rest]) => {
  const { kind } = channel().destination;
  const described = describeChannel(channel(), { ...newDelivery(HEAD), ...change }, HEAD);
  expect(described).toEqual([`ops (${kind}): ${first}`, ...rest]);
});
