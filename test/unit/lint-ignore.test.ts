import { describe, expect, test } from 'vitest';
import { loadLint } from '../../src/lint/load-lint.ts';
import { parseMessage } from '../../src/lint/message.ts';
import { COMMIT, noPatterns } from '../support/lint.ts';

async function found(ignore: object, commit: object = {}, pusher?: string): Promise<number> {
  const settings = { 'no-wip': { severity: 'error' }, ignore: { severity: 'error', ...ignore } } as const;
  const lint = await loadLint(settings, { loadPatterns: noPatterns, pusher });
  return lint(parseMessage('wip\n'), { ...COMMIT, ...commit }).length;
}

describe('lint.ignore', () => {
  test('passes over merges by their parents, and not by what they say', async () => {
    expect(await found({ merges: true }, { parents: 2 })).toBe(0);
    expect(await found({ merges: true }, { parents: 1 })).toBe(1);
    expect(await found({}, { parents: 2 })).toBe(1);
    const settings = {
      'no-wip': { severity: 'error' },
      ignore: { severity: 'error', merges: true },
    } as const;
    const lint = await loadLint(settings, { loadPatterns: noPatterns, pusher: 'dana' });
    expect(lint(parseMessage("Merge branch 'wip'\n"), COMMIT)).toEqual([]);
    expect(lint(parseMessage('wip: Merge branch\n'), COMMIT)).toHaveLength(1);
  });
  test('passes over authors and pushers that are named', async () => {
    expect(await found({ authors: ['*@example.org'] })).toBe(0);
    expect(await found({ authors: ['*@example.com'] })).toBe(1);
    expect(await found({ pushers: ['ci-*'] }, {}, 'ci-web')).toBe(0);
    expect(await found({ pushers: ['ci-*'] }, {}, 'dana')).toBe(1);
    expect(await found({ pushers: ['*'] })).toBe(1);
  });
  test('leaves it to the trees whether a commit is the revert that it says it is', async () => {
    const settings = {
      'no-wip': { severity: 'error' },
      ignore: { severity: 'error', reverts: true },
    } as const;
    const lint = await loadLint(settings, { loadPatterns: noPatterns, pusher: 'dana' });
    const claimed = (bytes: string, parents = 1): unknown =>
      lint(parseMessage(bytes), { ...COMMIT, parents }).map(({ unlessReverts }) => unlessReverts);
    const [short, long] = ['a'.repeat(40), 'b'.repeat(64)];
    expect(claimed(`wip\n\nThis reverts commit ${short}.\n`)).toEqual([short]);
    expect(claimed(`wip\n\nThis reverts commit ${long}, reversing\nchanges made to ${short}.\n`)).toEqual([
      long,
    ]);
    expect(claimed(`wip\n\nThis reverts commit ${short}.\n`, 2)).toEqual([undefined]);
    expect(claimed(`wip\n\nThis reverts commit ${short.slice(1)}.\n`)).toEqual([undefined]);
    expect(claimed(`wip\n\nIt says: This reverts commit ${short}.\n`)).toEqual([undefined]);
    expect(claimed('wip: Revert\n')).toEqual([undefined]);
  });
  test('is nothing where it is off', async () => {
    expect(await found({ severity: 'off', merges: true }, { parents: 2 })).toBe(1);
  });
});
