// Commits that no rule for messages is asked about. Decided by what a commit is and by who pushes, never by
// what a message claims: "Merge branch" is typed by anybody.
import type { CommitHeaders } from '../rule/ident.ts';
import { bindOptions } from '../rule/option.ts';
import type { OptionValues } from '../rule/option.ts';
import type { RuleEntry, RuleSettings } from '../rule/rule.ts';
import { isOneOf } from '../text/is-one-of.ts';
import { claimedRevert } from './claimed-revert.ts';
import type { Lint } from './lint.ts';

const options = {
  merges: { kind: 'boolean', default: false, sentence: 'Commits with two parents or more.' },
  authors: {
    kind: 'list',
    default: [],
    sentence: 'Addresses of authors; `*` stands for any text. Anybody can write any address into a commit.',
  },
  reverts: {
    kind: 'boolean',
    default: false,
    sentence:
      'Commits that undo another one of their own history exactly, by their trees, and name it as `git revert` does.',
  },
  pushers: {
    kind: 'list',
    default: [],
    sentence: 'Who pushes, as `pusher` names them; `*` stands for any text.',
  },
} as const;

/** What stands under `lint.ignore`. */
export const IGNORE: RuleEntry<typeof options> = {
  id: 'ignore',
  summary: 'Says which commits no rule for messages is asked about.',
  severity: 'off',
  options,
};

/** Returns a lint that passes over what `settings` say; `pusher` is the name that the server vouches for. */
export function ignoring(lint: Lint, settings: RuleSettings[string], pusher: string | undefined): Lint {
  const { severity: _severity, ...values } = settings;
  const bound = bindOptions(options, values, (source) => {
    throw new Error(`"${source}" is no pattern here`);
  }) as OptionValues<typeof options>;
  if (pusher !== undefined && isOneOf(pusher, bound.pushers)) return () => [];
  return (message, commit) => {
    if (isIgnored(commit, bound)) return [];
    const findings = lint(message, commit);
    if (!bound.reverts || findings.length === 0 || commit.parents !== 1) return findings;
    const unlessReverts = claimedRevert(message.bytes);
    return unlessReverts === undefined ? findings : findings.map((each) => ({ ...each, unlessReverts }));
  };
}

function isIgnored(commit: CommitHeaders, { merges, authors }: OptionValues<typeof options>): boolean {
  return (merges && commit.parents > 1) || (authors.length > 0 && isOneOf(commit.author.email, authors));
}
