// Whose work may come in at all: contributors that signed an agreement, say.
import type { CommitRule } from '../commit-rule.ts';
import { isOneOf } from '../../text/is-one-of.ts';
import { MAKE_AGAIN } from '../judge-ident.ts';
import { quote } from '../quote.ts';

const options = {
  addresses: {
    kind: 'list',
    default: [],
    sentence:
      'The addresses, without regard to case; * stands for any characters. Nobody, where none is listed.',
  },
} as const;

export const allowedAuthors: CommitRule<typeof options> = {
  id: 'allowed-authors',
  kind: 'commit',
  summary: "The author's address is one of those listed.",
  severity: 'off',
  options,
  judge: ({ headers }, { addresses }) => {
    const { email } = headers.author;
    // Lists of thousands are common, and so is an address written as listed: it is found at once.
    if (addresses.includes(email)) return [];
    const lowered = addresses.map((address) => address.toLowerCase());
    if (isOneOf(email.toLowerCase(), lowered)) return [];
    const message = `The author's address ${quote(email)} is not on the list; it has to be`;
    return [{ message, fix: { kind: 'advice', text: `set user.email; ${MAKE_AGAIN.author}` } }];
  },
};
