// Files too large for a history that everybody clones.
import { isFile, isNewContent } from '../change.ts';
import type { ChangeRule } from '../change-rule.ts';
import { isListed } from '../path-pattern.ts';
import { quotePath } from '../path-text.ts';
import { formatSize } from '../size-text.ts';

const options = {
  maxBytes: {
    kind: 'number',
    default: 10_485_760,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    sentence: 'Bytes of one file.',
  },
  except: { kind: 'list', default: [], sentence: 'Patterns of paths whose files may be larger.' },
} as const;

export const fileMaxSize: ChangeRule<typeof options> = {
  id: 'file-max-size',
  summary: 'No file has more bytes than allowed.',
  severity: 'off',
  options,
  needs: () => ({ sizes: true }),
  judge: ({ changes }, { maxBytes, except }) =>
    changes.flatMap((change) => {
      const { path, sizeBytes = 0 } = change;
      if (!isFile(change) || !isNewContent(change) || sizeBytes <= maxBytes || isListed(path, except))
        return [];
      const message = `${quotePath(path)} has ${formatSize(sizeBytes)}; at most ${formatSize(maxBytes)} are allowed`;
      return [
        { message, fix: { kind: 'advice', text: 'deleting it later is not enough: history keeps it' } },
      ];
    }),
};
