// Pushes too large to be an accident of nobody: a folder of dependencies, a copy of another repository.
import type { ChangeRule } from '../change-rule.ts';
import { formatSize } from '../size-text.ts';

const options = {
  maxBytes: {
    kind: 'number',
    default: 104_857_600,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    sentence:
      'Bytes of all contents that the commits of one ref bring, each counted once, as they are unpacked.',
  },
} as const;

export const pushMaxSize: ChangeRule<typeof options> = {
  id: 'push-max-size',
  summary: 'The contents that an update brings have no more bytes together than allowed.',
  severity: 'off',
  options,
  needs: () => ({ sizes: true }),
  judgeAll: ({ sizes }, { maxBytes }) => {
    const sum = sizes.values().reduce((all, size) => all + size, 0);
    if (sum <= maxBytes) return [];
    const message = `The new contents have ${formatSize(sum)} together; at most ${formatSize(maxBytes)} are allowed`;
    return [
      { message, fix: { kind: 'advice', text: 'push fewer commits at a time, or take large files out' } },
    ];
  },
};
