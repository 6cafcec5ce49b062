// Paths whose owners have to approve. A trailer is no proof of who approved: it makes the commit say so, and
// whoever writes it falsely has put that on record.
import type { Ident } from '../../rule/ident.ts';
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
  another: {
    kind: 'boolean',
    default: false,
    sentence:
      "Whether the owner has to be somebody else than the commit's author; names and addresses are compared without regard to case.",
  },
} as const;

export const pathOwners: ChangeRule<typeof options> = {
  id: 'path-owners',
  summary: "A change below an owned path has the trailer of one of its owners; each pattern's own.",
  severity: 'off',
  options,
  judge: ({ changes, trailers, headers }, { owners, trailer, another }) => {
    const own = another ? namesOf(headers.author) : [];
    const approvers = approversOf(trailers, trailer, own);
    const whom = another ? ' other than the author' : '';
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
          message: `${what}: no trailer "${trailer}:" of an owner of ${pattern}${whom}; expected one of ${names.join(', ')}`,
          fix: { kind: 'advice', text },
        },
      ];
    });
  },
};

/** Names and addresses of those who approved, in lower case, but of nobody who has one of the names in `except`. */
function approversOf(
  trailers: ChangedCommit['trailers'],
  wanted: string,
  except: readonly string[],
): ReadonlySet<string> {
  const approvers = new Set<string>();
  for (const { key, value } of trailers) {
    if (key.toLowerCase() !== wanted.toLowerCase()) continue;
    const names = namesIn(value);
    if (except.some((name) => names.includes(name))) continue;
    for (const name of names) approvers.add(name);
  }
  return approvers;
}

/** `Dana <dana@example.org>` counts as either, and so does the whole of it. */
function namesIn(value: string): readonly string[] {
  const text = value.trim().toLowerCase();
  const open = text.indexOf('<');
  if (open === -1) return [text];
  const name = text.slice(0, open).trim();
  return text.endsWith('>') ? [text, name, text.slice(open + 1, -1)] : [text, name];
}

/** An author without a name is not everybody without one. */
function namesOf({ name, email }: Ident): readonly string[] {
  return [name, email].filter((each) => each !== '').map((each) => each.toLowerCase());
}

const lists = new Map<string, readonly string[]>();

/** One list for each pattern: patterns are compiled once for each list. */
function listOf(pattern: string): readonly string[] {
  let list = lists.get(pattern);
  if (list === undefined) lists.set(pattern, (list = [pattern]));
  return list;
}
