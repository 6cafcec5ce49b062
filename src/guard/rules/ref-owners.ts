// Refs that belong to somebody: release branches to those who release, a robot's refs to the robot.
import { isOneOf } from '../../text/is-one-of.ts';
import { askOne } from '../protection.ts';
import { quote } from '../quote.ts';
import type { RefRule } from '../ref-rule.ts';

const options = {
  owners: {
    kind: 'ref-table',
    default: {},
    sentence: 'Who alone moves which refs; * stands for any characters, in refs and in names.',
  },
} as const;

export const refOwners: RefRule<typeof options> = {
  id: 'ref-owners',
  kind: 'ref',
  summary:
    'The listed refs are created, moved and deleted by their owners; where several patterns fit, each counts.',
  severity: 'off',
  options,
  // Each pattern that fits has to name the pusher: another line in the table then never opens what was closed.
  judge: ({ ref }, { owners }, { pusher }) =>
    owners
      .filter(({ refs, values }) => refs.matches(ref) && !isOneOf(pusher, values))
      .slice(0, 1)
      .map(({ refs, values }) => ({
        message: `Only the owners of ${refs.source} move this ref; the pusher is ${quote(pusher)}`,
        ...askOne(values),
      })),
};
