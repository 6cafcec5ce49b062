// Submodules bring code that this push does not show, from wherever their URL says.
import type { Complaint } from '../../rule/rule.ts';
import { isDeleted, SUBMODULE_MODE } from '../change.ts';
import type { ChangedPath } from '../change.ts';
import type { ChangeRule } from '../change-rule.ts';
import { parseModules } from '../modules-file.ts';
import { parseSegment } from '../glob-segment.ts';
import { quotePath } from '../path-text.ts';

const MODULES = '.gitmodules';

const options = {
  urls: {
    kind: 'list',
    default: [],
    sentence: 'Allowed URLs, in which * stands for any text; where none is listed there may be no submodule.',
  },
} as const;

export const submodule: ChangeRule<typeof options> = {
  id: 'submodule',
  summary: 'There are no submodules, or only such from the listed URLs.',
  severity: 'off',
  options,
  needs: ({ urls }) => (urls.length === 0 ? {} : { files: (change) => (isAsked(change) ? [MODULES] : []) }),
  judge: ({ changes, files }, { urls }) => {
    const modules = changes.filter(({ mode }) => mode === SUBMODULE_MODE);
    if (urls.length === 0)
      return modules.map(({ path }) => ({
        message: `${quotePath(path)} is a submodule; none may be pushed here`,
      }));
    if (!changes.some(isAsked)) return [];
    return judgeUrls(files.get(MODULES), modules, urls);
  },
};

function isAsked(change: ChangedPath): boolean {
  return change.mode === SUBMODULE_MODE || (change.path === MODULES && !isDeleted(change));
}

function judgeUrls(
  text: string | undefined,
  modules: readonly ChangedPath[],
  urls: readonly string[],
): readonly Complaint[] {
  const entries = parseModules(text ?? '');
  // What git reads otherwise than we do would be allowed here and fetched there.
  if (entries === undefined)
    return [{ message: `"${MODULES}" is not as git submodule add writes it, and cannot be judged` }];
  const allowed = urls.map((url) => parseSegment(Buffer.from(url, 'utf8').toString('latin1')));
  const known = new Set(entries.map(({ path }) => path));
  return [
    ...modules
      .filter(({ path }) => !known.has(path))
      .map(({ path }) => ({ message: `${quotePath(path)} is a submodule without a URL in "${MODULES}"` })),
    ...entries
      .filter(({ url }) => !allowed.some((fits) => fits(url ?? '')))
      .map(({ path, url = '' }) => ({
        message: `${quotePath(path ?? '')} is a submodule from ${quotePath(url)}; its URL is not on the list`,
      })),
  ];
}
