// Files that belong into large file storage and were committed as they are: git-lfs was not installed where the
// commit was made, and history keeps every version of them.
import { isFile, isNewContent } from '../change.ts';
import type { ChangedPath } from '../change.ts';
import type { ChangeRule } from '../change-rule.ts';
import { isLfsPath, attributeFilesOf } from '../lfs-attributes.ts';
import { isListed } from '../path-pattern.ts';
import { quotePath } from '../path-text.ts';

// "Pointer files must be less than 1024 bytes" (github.com/git-lfs/git-lfs, docs/spec.md).
const LONGEST_POINTER_BYTES = 1_023;
const POINTER =
  /^version https:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v1\n(?:ext-[0-9]-[^ \n]+ [^\n]+\n)*oid sha256:[0-9a-f]{64}\nsize [0-9]+\n?$/;

const options = {
  paths: { kind: 'list', default: [], sentence: 'Patterns of paths that belong there whatever a push says.' },
  attributes: {
    kind: 'boolean',
    default: true,
    sentence: 'Whether the .gitattributes of each commit are asked as well.',
  },
} as const;

export const lfsPointerMissing: ChangeRule<typeof options> = {
  id: 'lfs-pointer-missing',
  summary: 'Files that .gitattributes gives to git-lfs are pointers.',
  severity: 'off',
  options,
  needs: ({ attributes }) => ({
    reading: (change) => (isAsked(change) ? { mostBytes: LONGEST_POINTER_BYTES, former: false } : undefined),
    ...(attributes ? { files: (change) => (isAsked(change) ? attributeFilesOf(change.path) : []) } : {}),
  }),
  judge: ({ changes, files }, { paths, attributes }) =>
    changes
      .filter(isAsked)
      .filter(({ content }) => content === undefined || !isPointer(content))
      .filter(({ path }) => isListed(path, paths) || (attributes && isLfsPath(path, files)))
      .map(({ path }) => ({
        message: `${quotePath(path)} has to be a pointer of git-lfs and is the file itself`,
        fix: { kind: 'advice', text: 'git lfs install, git lfs migrate import --no-rewrite FILE' } as const,
      })),
};

function isAsked(change: ChangedPath): boolean {
  return isFile(change) && isNewContent(change);
}

/** An empty file is its own pointer. */
function isPointer(content: string): boolean {
  return content === '' || (content.length <= LONGEST_POINTER_BYTES && POINTER.test(content));
}
