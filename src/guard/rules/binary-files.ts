// Binary files have no diff to review and grow a history that everybody clones.
import { isFile, isNewContent } from '../change.ts';
import type { ChangedPath } from '../change.ts';
import type { ChangeRule } from '../change-rule.ts';
import { isListed } from '../path-pattern.ts';
import { quotePath } from '../path-text.ts';

// As buffer_is_binary() of git's xdiff-interface.c.
const LOOKED_AT_BYTES = 8_000;

const options = {
  allow: { kind: 'list', default: [], sentence: 'Patterns of paths that may be binary.' },
} as const;

export const binaryFiles: ChangeRule<typeof options> = {
  id: 'binary-files',
  summary: 'Files are text, unless their paths are listed.',
  severity: 'off',
  options,
  needs: ({ allow }) => ({
    reading: (change) => (isAsked(change, allow) ? { mostBytes: Infinity, former: false } : undefined),
  }),
  judge: ({ changes }, { allow }) =>
    changes.flatMap((change) => {
      const { path, content } = change;
      if (!isAsked(change, allow)) return [];
      if (content === undefined)
        return [{ message: `${quotePath(path)} is too large to tell whether it is binary` }];
      if (!content.slice(0, LOOKED_AT_BYTES).includes('\0')) return [];
      return [{ message: `${quotePath(path)} is binary; only listed paths may be` }];
    }),
};

function isAsked(change: ChangedPath, allow: readonly string[]): boolean {
  return isFile(change) && isNewContent(change) && !isListed(change.path, allow);
}
