import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { newEventWriter } from '../../src/server/event-writer.ts';
import type { EventWriter, Told } from '../../src/server/event-writer.ts';
import type { StoredEntry } from '../../src/journal/entry.ts';

const entry = (seq: number): StoredEntry => ({ seq, body: '{}', hash: '' });
const isEven = ({ seq }: StoredEntry): boolean => seq % 2 === 0;
const chooseEven: Told['choose'] = async (entries) => Promise.resolve(entries.filter(isEven));

const EITHER: readonly (readonly [string, Partial<Told>])[] = [
  ['all', {}],
  ['some', { choose: chooseEven }],
];

function open(told: Partial<Told> = {}): { stream: PassThrough; writer: EventWriter; read: () => string } {
  const stream = new PassThrough();
  const format: Told['format'] = (entries) => entries.map(({ seq }) => `id: ${seq}\ndata\n\n`).join('');
  const writer = newEventWriter(stream, { after: 7, format, ...told });
  return { stream, writer, read: () => String(stream.read() ?? '') };
}

describe('a stream of events', () => {
  it('begins with the place that it begins at, and beats', () => {
    const { writer, read } = open();
    expect(read()).toBe('id: 7\n\n');
    void writer.take([entry(8)]);
    expect(read()).toBe('id: 8\ndata\n\n');
    writer.beat();
    expect(read()).toBe(':\n\n');
  });

  it('leaves out what is not chosen, and says at its next beat how far it came', async () => {
    const { writer, read } = open({ choose: chooseEven });
    read();
    await writer.take([entry(8), entry(9)]);
    expect(read()).toBe('id: 8\ndata\n\n');
    await writer.take([entry(11)]);
    expect(read()).toBe('');
    writer.beat();
    expect(read()).toBe('id: 11\n\n');
    writer.beat();
    expect(read()).toBe(':\n\n');
  });

  it('says so at once where it has left out a thousand', async () => {
    const { writer, read } = open({ choose: async () => Promise.resolve([]) });
    read();
    await writer.take([entry(500), entry(1_006)]);
    expect(read()).toBe('');
    await writer.take([entry(1_007)]);
    expect(read()).toBe('id: 1007\n\n');
  });

  it('ends where nobody can say what to leave out', async () => {
    const { stream, writer } = open({ choose: async () => Promise.reject(new Error('away')) });
    await expect(writer.take([entry(8)])).rejects.toThrow('away');
    expect(stream.destroyed).toBe(true);
    // It may have ended while entries were chosen.
    writer.beat();
  });

  it.each(EITHER)('waits for whoever reads: %s', async (_, told) => {
    const { stream, writer } = open({ ...told, format: () => 'x'.repeat(1_000_000) });
    let isDone = false;
    const taken = Promise.resolve(writer.take([entry(8)])).then(() => (isDone = true));
    await vi.waitFor(() => expect(stream.writableNeedDrain).toBe(true));
    for (let beats = 0; beats < 4; beats++) writer.beat();
    expect([isDone, stream.destroyed]).toEqual([false, false]);
    stream.resume();
    await taken;
    expect(stream.listenerCount('drain')).toBe(0);
  });

  it.each(EITHER)('ends where nobody reads for a minute: %s', async (_, told) => {
    const { stream, writer } = open({ ...told, format: () => 'x'.repeat(1_000_000) });
    const taken = writer.take([entry(8)]);
    await vi.waitFor(() => expect(stream.writableNeedDrain).toBe(true));
    for (let beats = 0; beats < 5; beats++) writer.beat();
    expect(stream.destroyed).toBe(true);
    await taken;
  });
});
