// Names that Windows cannot take: whoever works there cannot check the commit out.
// Source: learn.microsoft.com/windows/win32/fileio/naming-a-file
import { decodeText } from '../../rule/decode.ts';
import type { ChangeRule } from '../change-rule.ts';
import { quotePath } from '../path-text.ts';

const options = {
  maxLength: {
    kind: 'number',
    default: 0,
    min: 0,
    max: 32_767,
    sentence: 'Most characters of a whole path, such as 200 of the 260 that most programs take; 0 for any.',
  },
} as const;

export const pathWindows: ChangeRule<typeof options> = {
  id: 'path-windows',
  summary: 'New paths are such that Windows can check them out.',
  severity: 'off',
  options,
  judge: ({ changes }, { maxLength }) =>
    changes.flatMap(({ path, former }) => {
      if (former.length > 0) return [];
      const problem = problemOf(decodeText(path), maxLength);
      return problem === undefined ? [] : [{ message: `${quotePath(path)}: ${problem}` }];
    }),
};

// eslint-disable-next-line no-control-regex -- they are among what Windows does not take
const FORBIDDEN = /[\x00-\x1f<>:"|?*\\]/;
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(?:\.|$)/i;

function problemOf(path: string, maxLength: number): string | undefined {
  if (maxLength > 0 && path.length > maxLength)
    return `the path has ${path.length} characters; at most ${maxLength} are allowed`;
  for (const name of path.split('/')) {
    const character = FORBIDDEN.exec(name)?.[0];
    if (character !== undefined) return `Windows takes no ${show(character)} in a name`;
    if (DEVICE.test(name)) return `"${name.slice(0, 20)}" is a device on Windows, whatever follows the dot`;
    if (/[. ]$/.test(name)) return 'Windows drops a dot or a space at the end of a name';
    if (name.length > 255) return `a name has ${name.length} characters; Windows takes 255`;
  }
  return undefined;
}

function show(character: string): string {
  return character < ' '
    ? `control character U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    : `"${character}"`;
}
