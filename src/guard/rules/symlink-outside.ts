// Symbolic links that lead out of the checkout: whatever follows them there reads or writes what belongs
// to someone else.
import { LINK_MODE } from '../change.ts';
import type { ChangedPath } from '../change.ts';
import type { ChangeRule } from '../change-rule.ts';
import { quotePath } from '../path-text.ts';

// PATH_MAX of Linux: no system follows a longer one.
const LONGEST_TARGET_BYTES = 4_096;

const options = {
  forbid: { kind: 'boolean', default: false, sentence: 'Whether there may be no symbolic link at all.' },
} as const;

export const symlinkOutside: ChangeRule<typeof options> = {
  id: 'symlink-outside',
  summary: 'Symbolic links stay inside the tree.',
  severity: 'off',
  options,
  needs: () => ({
    reading: (change) => (isNewLink(change) ? { mostBytes: LONGEST_TARGET_BYTES, former: false } : undefined),
  }),
  judge: ({ changes }, { forbid }) =>
    changes.filter(isNewLink).flatMap(({ path, content }) => {
      const problem = forbid ? 'is a symbolic link; none may be pushed here' : problemOf(path, content);
      return problem === undefined ? [] : [{ message: `${quotePath(path)} ${problem}` }];
    }),
};

function isNewLink({ mode, oid, former }: ChangedPath): boolean {
  return mode === LINK_MODE && !former.some((before) => before.mode === mode && before.oid === oid);
}

function problemOf(path: string, target: string | undefined): string | undefined {
  if (target === undefined || target.includes('\0')) return 'is a link to what is no path';
  const to = `is a link to ${quotePath(target)}`;
  // A backslash is a separator on Windows, and a drive makes a path absolute.
  if (/^(?:[/\\]|[A-Za-z]:)/.test(target)) return `${to}, an absolute path; it has to be relative`;
  const steps = target.split(/[/\\]/).filter((step) => step !== '' && step !== '.');
  const isBack = steps.map((step) => step === '..');
  const rises = isBack.includes(false) ? isBack.indexOf(false) : steps.length;
  if (rises > path.split('/').length - 1) return `${to}, outside the tree`;
  // Behind a name that is a link itself, ".." leads to where nobody can tell from here.
  if (isBack.lastIndexOf(true) >= rises) return `${to}; ".." may only stand in front`;
  if (steps.some((step) => step.toLowerCase() === '.git')) return `${to}, inside git's own folder`;
  return undefined;
}
