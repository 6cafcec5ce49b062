// Commits come in by those who made them: what somebody else committed goes in by a merge, or by applying it anew.
import type { Ident } from '../../rule/ident.ts';
import { isOneOf } from '../../text/is-one-of.ts';
import type { CommitRule } from '../commit-rule.ts';
import { MAKE_AGAIN } from '../judge-ident.ts';
import { quote } from '../quote.ts';

const options = {
  addresses: {
    kind: 'table',
    default: {},
    sentence: 'More addresses of a pusher, by the name that the server knows; * stands for any characters.',
  },
} as const;

export const committerIsPusher: CommitRule<typeof options> = {
  id: 'committer-is-pusher',
  kind: 'commit',
  summary:
    "The committer is who pushes: by address, by the address's part before the @, or by name, without regard to case.",
  severity: 'off',
  options,
  judge: ({ headers }, { addresses }, { pusher }) => {
    const { committer } = headers;
    if (isSame(committer, pusher, addresses.get(pusher) ?? [])) return [];
    const who = `${quote(committer.name)} with the address ${quote(committer.email)}`;
    const message = `The committer is ${who}; it has to be the pusher, ${quote(pusher)}`;
    return [{ message, fix: { kind: 'advice', text: `set user.email; ${MAKE_AGAIN.committer}` } }];
  },
};

function isSame(committer: Ident, pusher: string, addresses: readonly string[]): boolean {
  // A commit may have an empty name, and who has no name is nobody's equal.
  if (pusher === '') return false;
  const email = committer.email.toLowerCase();
  const localPart = email.slice(0, Math.max(0, email.lastIndexOf('@')));
  const own = [email, localPart, committer.name.toLowerCase()];
  return (
    own.includes(pusher.toLowerCase()) ||
    isOneOf(
      email,
      addresses.map((each) => each.toLowerCase()),
    )
  );
}
