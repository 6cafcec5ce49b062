// Every rule on commits there is, in the order in which they speak; explicit, as in ref-rules.ts.
import type { CommitRule } from './commit-rule.ts';
import { allowedAuthors } from './rules/allowed-authors.ts';
import { authorEmail } from './rules/author-email.ts';
import { authorName } from './rules/author-name.ts';
import { clockSkew } from './rules/clock-skew.ts';
import { committerEmail } from './rules/committer-email.ts';
import { committerIsPusher } from './rules/committer-is-pusher.ts';
import { committerName } from './rules/committer-name.ts';
import { maxCommits } from './rules/max-commits.ts';
import { noMerges } from './rules/no-merges.ts';
import { onlyMerges } from './rules/only-merges.ts';
import { revertedExists } from './rules/reverted-exists.ts';
import { signatureRequired } from './rules/signature-required.ts';
import { ticketExists } from './rules/ticket-exists.ts';

export const COMMIT_RULES: readonly CommitRule[] = [
  maxCommits,
  onlyMerges,
  noMerges,
  authorName,
  authorEmail,
  allowedAuthors,
  committerName,
  committerEmail,
  committerIsPusher,
  clockSkew,
  signatureRequired,
  revertedExists,
  ticketExists,
];
