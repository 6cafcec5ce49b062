// Paths whose owners have to approve. A trailer is no proof of who approved: it makes the commit say so, and
// whoever writes it falsely has put that on record.
import type { Complaint } from '../../rule/rule.ts';
import type { ChangedCommit, ChangeRule } from '../change-rule.ts';
import { isListed } from '../path-pattern.ts';
import { quotePath } from '../path-text.ts';

const options = {
  owners: {
    kind: 'table',
    default: {},
    sentence: 'Owners, as names or mail addresses, under patterns of paths; an empty list lets nobody.',
  },
  trailer: { kind: 'string', default: 'Approved-by', sentence: 'The trailer that names an owner.' },
} as const;

export const pathOwners: ChangeRule<typeof options> = {
  id: 'path-owners',
  summary: "A change below an owned path has the trailer of one of its owners; each pattern's own.",
  severity: 'off',
  options,
  judge: ({ changes, trailers }, { owners, trailer }) => {
    const approvers = approversOf(trailers, trailer);
    return [...owners].flatMap(([pattern, names]): readonly Complaint[] => {
      if (names.some((name) => approvers.has(name.toLowerCase()))) return [];
      const patterns = listOf(pattern);
      const [first, ...others] = changes.filter(({ path }) => isListed(path, patterns));
      if (first === undefined) return [];
      const what = `${quotePath(first.path)}${others.length === 0 ? '' : ` and ${others.length} more`}`;
      if (names.length === 0) return [{ message: `${what}: nobody may change what lies at ${pattern}` }];
      const text = `ask an owner, and name who approved: "${trailer}: ..."`;
      return [
        {
          message: `${what}: no trailer "${trailer}:" of an owner of ${pattern}; expected one of ${names.join(', ')}`,
          fix: { kind: 'advice', text },
        },
      ];
    });
  },
};

/** Names and addresses; `Dana <dana@example.org>` counts as either, and so does the whole of it. */
function approversOf(trailers: ChangedCommit['trailers'], wanted: string): ReadonlySet<string> {
  const approvers = new Set<string>();
  for (const { key, value } of trailers) {
    if (key.toLowerCase() !== wanted.toLowerCase()) continue;
    const text = value.trim().toLowerCase();
    const open = text.indexOf('<');
    approvers.add(text);
    if (open === -1) continue;
    approvers.add(text.slice(0, open).trim());
    if (text.endsWith('>')) approvers.add(text.slice(open + 1, -1));
  }
  return approvers;
}

const lists = new Map<string, readonly string[]>();

/** One list for each pattern: patterns are compiled once for each list. */
function listOf(pattern: string): readonly string[] {
  let list = lists.get(pattern);
  if (list === undefined) lists.set(pattern, (list = [pattern]));
  return list;
}
