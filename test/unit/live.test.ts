import { expect, it, onTestFinished, vi } from 'vitest';
import { watchJournal } from '../../src/server/live.ts';
import type { StoredEntry } from '../../src/journal/entry.ts';

it('whoever is not done with what it was given gets no more, and holds up nobody else', async () => {
  let head = 1;
  const live = watchJournal(
    {
      readHead: async () => Promise.resolve({ seq: head, hash: '' }),
      async *readEntries({ afterSeq = 0 }) {
        for (let seq = afterSeq + 1; seq <= head; seq++) yield Promise.resolve({ seq, body: '', hash: '' });
      },
    },
    () => undefined,
  );
  onTestFinished(() => live.close());
  const [slow, quick]: [number[], number[]] = [[], []];
  const seqs = (entries: readonly StoredEntry[]): number[] => entries.map(({ seq }) => seq);
  let finish = (): void => undefined;
  live.watch(0, async (entries) => {
    slow.push(...seqs(entries));
    await new Promise<void>((resolve) => (finish = resolve));
  });
  live.watch(0, (entries) => void quick.push(...seqs(entries)));
  await vi.waitFor(() => expect([slow, quick]).toEqual([[1], [1]]));
  head = 3;
  live.nudge();
  await vi.waitFor(() => expect(quick).toEqual([1, 2, 3]));
  expect(slow).toEqual([1]);
  finish();
  await vi.waitFor(() => expect(slow).toEqual([1, 2, 3]));
});
