import { beforeEach, describe, expect, it } from 'vitest';
import type { Token } from '../../src/access/token.ts';
import { newSessions } from '../../src/server/sessions.ts';
import type { SessionRows, Sessions } from '../../src/server/sessions.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';

const HOUR_MS = 3_600_000;

describe('newSessions()', () => {
  let nowMs = 0;
  let rows: SessionRows;
  let tokens: Map<string, Token>;
  beforeEach(() => {
    const engine = memoryEngine();
    nowMs = Date.parse('2026-03-02T14:00:00Z');
    rows = {
      read: async (work) => engine.read(({ side }) => work(side('session'))),
      write: async (work) => engine.write(({ side }) => work(side('session'))),
    };
    tokens = new Map(['a', 'b'].map((token) => [token, tokenOf(token)]));
  });
  const open = (): Sessions =>
    newSessions({ access: { find: async (token) => tokens.get(token) }, sessions: rows, now: () => nowMs });
  const tokenOf = (token: string): Token => ({
    token,
    name: `name of ${token}`,
    scopes: ['read'],
    digest: '0'.repeat(64),
    created: { by: 'root', at: '2026-01-01T00:00:00Z' },
  });

  it('finds who is logged in, also by another server, and keeps no text of a cookie', async () => {
    const id = await open().open('a');
    expect(await open().find(id)).toMatchObject({ caller: { name: 'name of a', scopes: ['read'] } });
    expect(await open().find(`${id}x`)).toBeUndefined();
    const kept = await rows.read((table) => JSON.stringify(table.list()));
    expect(kept).toContain('"token\\":\\"a\\"');
    expect(kept).not.toContain(id);
  });

  it('ends with the token, and with the logout', async () => {
    const [id, other] = [await open().open('a'), await open().open('b')];
    tokens.delete('a');
    expect(await open().find(id)).toBeUndefined();
    await open().close(other);
    expect(await open().find(other)).toBeUndefined();
    expect(await rows.read((table) => table.list())).toEqual([]);
  });

  it('ends when nobody uses it for twelve hours, and goes on while somebody does', async () => {
    const [used, idle] = [await open().open('a'), await open().open('b')];
    for (let hour = 0; hour < 11; hour++) {
      nowMs += HOUR_MS;
      expect(await open().find(used)).toBeDefined();
    }
    nowMs += HOUR_MS;
    expect(await open().find(idle)).toBeUndefined();
    expect(await open().find(used)).toBeDefined();
    nowMs += 13 * HOUR_MS;
    await open().open('a');
    expect(await rows.read((table) => table.list())).toHaveLength(1);
  });

  it('writes nothing for a look soon after the last', async () => {
    const id = await open().open('a');
    const before = await rows.read((table) => table.list());
    nowMs += 60_000;
    await open().find(id);
    expect(await rows.read((table) => table.list())).toEqual(before);
    nowMs += 600_000;
    await open().find(id);
    expect(await rows.read((table) => table.list())).not.toEqual(before);
  });

  it('has those of a token make way for its own, and for no other', async () => {
    const sessions = open();
    const theirs = await sessions.open('b');
    const ids = [];
    for (let each = 0; each < 25; each++) {
      nowMs += 1;
      ids.push(await sessions.open('a'));
    }
    const found = await Promise.all(ids.map(async (id) => (await sessions.find(id)) !== undefined));
    expect(found).toEqual([...Array<boolean>(5).fill(false), ...Array<boolean>(20).fill(true)]);
    expect(await sessions.find(theirs)).toBeDefined();
  });

  it('has the longest unused make way for the ten-thousandth and first', async () => {
    await rows.write((table) => {
      for (let each = 0; each < 10_000; each++)
        table.put(`${each}`, JSON.stringify({ token: 'a', formToken: 'f', usedAtMs: nowMs - each }));
    });
    const id = await open().open('b');
    expect(await open().find(id)).toBeDefined();
    const left = await rows.read((table) => table.list().map(({ key }) => key));
    expect(left).toHaveLength(10_000);
    expect(left).not.toContain('9999');
  });
});
