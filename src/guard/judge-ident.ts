// What the rules on names and addresses of commits have in common. They keep history tidy and prove nothing:
// anybody writes any name into a commit (fact 11).
import type { Complaint } from '../rule/rule.ts';
import type { PushedCommit } from './commit-rule.ts';
import type { FitOptions } from './fit.ts';
import { judgeFit } from './fit.ts';

export const MAKE_AGAIN = {
  author: 'git commit --amend --no-edit --reset-author',
  committer: 'git commit --amend --no-edit',
} as const;

/** Judges a name or an address by the team's patterns. */
export function judgeIdent(
  who: 'author' | 'committer',
  part: 'name' | 'email',
  { commit, options }: { readonly commit: PushedCommit; readonly options: FitOptions },
): readonly Complaint[] {
  const what = `The ${who}'s ${part === 'name' ? 'name' : 'address'}`;
  const message = judgeFit(what, commit.headers[who][part], options);
  if (message === undefined) return [];
  return [{ message, fix: { kind: 'advice', text: `set user.${part}; ${MAKE_AGAIN[who]}` } }];
}
