// Keys and tokens that were committed by mistake. Once pushed they are known, and history keeps them; so
// neither the refusal nor the journal may show them again.
import type { Complaint } from '../../rule/rule.ts';
import { isFile, isNewContent } from '../change.ts';
import type { Change, ChangedPath } from '../change.ts';
import type { ChangedCommit, ChangeRule } from '../change-rule.ts';
import { isListed } from '../path-pattern.ts';
import { quotePath } from '../path-text.ts';
import { findSecret, mayHoldSecret } from '../find-secret.ts';
import { SECRET_KINDS } from '../secret-kinds.ts';
import { toUtf8 } from '../to-utf8.ts';

const SHOWN_CHARACTERS = 4;
const OF_ONE_FILE = 3;

const options = {
  allow: {
    kind: 'list',
    default: [],
    sentence: 'Patterns of paths in which nothing is looked for, such as keys made for tests.',
  },
  except: {
    kind: 'list',
    default: [],
    sentence: `Kinds that are not looked for: ${SECRET_KINDS.map(({ id }) => id).join(', ')}.`,
  },
} as const;

export const secrets: ChangeRule<typeof options> = {
  id: 'secrets',
  summary: 'No added line holds a private key or a token of a well-known form.',
  severity: 'off',
  options,
  needs: ({ allow }) => ({
    reading: (change) => (isAsked(change, allow) ? { mostBytes: Infinity, former: true } : undefined),
  }),
  judge: (commit, { allow, except }) =>
    commit.changes
      .filter((change) => isAsked(change, allow))
      .flatMap((change) => judgeChange(change, commit, except)),
};

function isAsked(change: ChangedPath, allow: readonly string[]): boolean {
  return isFile(change) && isNewContent(change) && !isListed(change.path, allow);
}

function judgeChange(change: Change, commit: ChangedCommit, except: readonly string[]): readonly Complaint[] {
  // Telling which lines are new takes longer than telling that no line could be meant.
  if (change.content !== undefined && !mayHoldSecret(toUtf8(change.content))) return [];
  const lines = commit.addedLines(change);
  if (lines === undefined) return [{ message: `${quotePath(change.path)} is too large to look for secrets` }];
  const found: Complaint[] = [];
  for (const { number, bytes } of lines) {
    if (found.length === OF_ONE_FILE) break;
    const secret = findSecret(bytes, except);
    if (secret === undefined) continue;
    const start = secret.text.slice(0, SHOWN_CHARACTERS);
    found.push({
      message: `${quotePath(change.path)}, line ${number}: ${secret.kind.name} (${start}...)`,
      fix: { kind: 'advice', text: 'take it out of the commit, and have it withdrawn where it is valid' },
    });
  }
  return found;
}
