// A line to which work comes by merges only, so that its first parents read as the list of what went in.
import type { CommitRule, RangeComplaint } from '../commit-rule.ts';

/** Who pushed a hundred plain commits has understood after a few. */
const MOST_COMPLAINTS = 5;

export const onlyMerges: CommitRule = {
  id: 'only-merges',
  kind: 'range',
  summary:
    "A push brings only merges on the ref's first-parent line; the first commit of all counts as well.",
  severity: 'off',
  options: {},
  judge: (range) => {
    if (range.kind === 'pooled') {
      const message = 'It is unclear whether this ref gets only merges; it has to';
      return [{ message, fix: { kind: 'advice', text: 'push fewer refs at a time' } }];
    }
    return range.firstParents
      .filter(({ parents }) => parents.length < 2)
      .slice(0, MOST_COMPLAINTS)
      .map((commit): RangeComplaint => ({
        commit,
        message: 'The commit is no merge; each on the first-parent line has to be one',
        fix: { kind: 'advice', text: 'put it on a branch, then: git merge --no-ff <branch>' },
      }));
  },
};
