// Paths that have no place in the repository: build products, credentials, dumps.
import { isDeleted } from '../change.ts';
import type { ChangedPath } from '../change.ts';
import type { ChangeRule } from '../change-rule.ts';
import { isListed } from '../path-pattern.ts';
import { quotePath } from '../path-text.ts';

const options = {
  paths: { kind: 'list', default: [], sentence: 'Patterns of paths, as in a .gitignore.' },
  except: { kind: 'list', default: [], sentence: 'Patterns of paths that are allowed all the same.' },
  when: {
    kind: 'choice',
    default: 'write',
    choices: ['add', 'write', 'touch'],
    sentence: 'Whether only a new path is refused, any but a deletion, or every change.',
  },
  say: { kind: 'string', default: '', sentence: 'What the pusher reads beside the path.' },
} as const;

export const pathForbidden: ChangeRule<typeof options> = {
  id: 'path-forbidden',
  summary: 'No commit touches the listed paths.',
  severity: 'off',
  options,
  judge: ({ changes }, { paths, except, when, say }) =>
    changes
      .filter((change) => isMeant(change, when))
      .filter(({ path }) => isListed(path, paths) && !isListed(path, except))
      .map(({ path }) => ({
        message: `${quotePath(path)}: ${say === '' ? 'this path may not be changed by a push' : say}`,
      })),
};

function isMeant(change: ChangedPath, when: 'add' | 'write' | 'touch'): boolean {
  switch (when) {
    case 'add':
      return change.former.length === 0;
    case 'write':
      return !isDeleted(change);
    case 'touch':
      return true;
  }
}
