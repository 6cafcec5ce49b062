// What PostgreSQL adds: several servers, and a database that breaks, is put back, or is another.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AndonError } from '../../src/text/andon-error.ts';
import type { Engine } from '../../src/store/engine.ts';
import { groupWrites } from '../../src/store/group-writes.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { verifyJournal } from '../../src/push/verify-journal.ts';
import { MAIN } from '../support/gate.ts';
import { openPostgres } from '../support/engines.ts';
import { ask, newDatabase, requireCluster } from '../support/postgres.ts';
import { admit, openPushes } from '../support/pushes.ts';
import { dumpViews } from '../support/view-rows.ts';

const store = (engine: Engine) => journalStore(engine, Date.now);

async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: AndonError) => `${error.kind} ${error.code}`,
  );
}

/** Appends as whoever owns the database may who means no good. */
const tamper = async (url: string, statement: string): Promise<unknown> =>
  ask(
    url,
    `ALTER TABLE andon.journal DISABLE TRIGGER USER; ${statement}; ALTER TABLE andon.journal ENABLE TRIGGER USER`,
  );

describe('several servers on one PostgreSQL', () => {
  it('make its tables once, though they start at once', async () => {
    const url = await newDatabase();
    const engines = await Promise.all(Array.from({ length: 6 }, async () => openPostgres(url)));
    expect(await ask(url, 'SELECT version FROM andon.migration')).toEqual([{ version: 1 }]);
    for (const engine of engines) expect((await engine.head()).seq).toBe(0);
  });

  it('write in one order, which all of them see at once', async () => {
    const url = await newDatabase();
    const engines = await Promise.all(
      Array.from({ length: 3 }, async () => groupWrites(await openPostgres(url))),
    );
    await store(engines[0] as Engine).command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
    const work = engines.map(async (engine, server) => {
      for (let round = 0; round < 20; round++) {
        const name = `s${server} ${round}`;
        await Promise.all(['x', 'y'].map(async (part) => admit(store(engine), `${name} ${part}`)));
        const other = engines[(server + 1) % engines.length] as Engine;
        const seen = await openPushes(store(other));
        expect(seen).toContain(`${name} x`);
        expect(seen).toContain(`${name} y`);
      }
    });
    await Promise.all(work);
    const [first, ...others] = engines;
    const verdict = await verifyJournal(store(first as Engine));
    expect(verdict).toMatchObject({ kind: 'intact', head: { seq: 121 } });
    const views = await dumpViews(first as Engine);
    for (const other of others) expect(await dumpViews(other)).toEqual(views);
  });

  it('hear of what another has written, also after their connection broke', async () => {
    const url = await newDatabase();
    const [one, other] = [await openPostgres(url), await openPostgres(url, memoryEngine(), () => undefined)];
    const heard = newSignal();
    other.watch?.(heard.ring);
    // Once for having begun to listen.
    await heard.next();
    await store(one).command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
    await heard.next();
    await ask(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`);
    await heard.next();
    await store(one).command({ kind: 'register', line: MAIN, repository: '/r2', by: 'root' });
    await heard.next();
    expect((await other.head()).seq).toBe(2);
  });

  it('go on where their replica ends', async () => {
    const url = await newDatabase();
    const replica = memoryEngine();
    const first = await openPostgres(url, replica);
    await store(first).command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
    first.close();
    const other = await openPostgres(url);
    await store(other).command({ kind: 'register', line: MAIN, repository: '/r2', by: 'root' });
    await other.write(({ side }) => side('session').put('a', '1'));
    const again = await openPostgres(url, replica);
    expect((await again.head()).seq).toBe(2);
    expect(await again.read(({ side }) => side('session').get('a'))).toBe('1');
    expect(await dumpViews(again)).toEqual(await dumpViews(other));
  });

  it('see what another removed', async () => {
    const url = await newDatabase();
    const [one, other] = [await openPostgres(url), await openPostgres(url)];
    await one.write(({ side }) => ['a', 'b', 'c'].forEach((key) => side('answer').put(key, key)));
    const list = async (engine: Engine): Promise<unknown> =>
      engine.read(({ side }) =>
        side('answer')
          .list()
          .map(({ key }) => key),
      );
    expect(await list(other)).toEqual(['a', 'b', 'c']);
    await one.write(({ side }) => side('answer').removeBefore('b'));
    await other.write(({ side }) => side('answer').remove('c'));
    for (const engine of [one, other, await openPostgres(url)]) expect(await list(engine)).toEqual(['b']);
  });
});

describe('a PostgreSQL that cannot be used', () => {
  it('is unavailable while it is down, and used again when it is up', async () => {
    const url = await newDatabase();
    const engine = await openPostgres(url, memoryEngine(), () => undefined);
    await store(engine).command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
    const cluster = await requireCluster();
    await cluster.stop();
    expect(await failureOf(engine.head())).toBe('unavailable store-unavailable');
    expect(await failureOf(admit(store(engine), 'a'))).toBe('unavailable store-unavailable');
    await cluster.start();
    await admit(store(engine), 'b');
    expect(await openPushes(store(engine))).toEqual(['b']);
    await cluster.crash();
    expect(await openPushes(store(await openPostgres(url)))).toEqual(['b']);
  });

  it('is unavailable while another holds the journal too long', async () => {
    const url = await newDatabase();
    const engine = await openPostgres(url);
    const held = ask(url, `BEGIN; SELECT * FROM andon.head FOR UPDATE; SELECT pg_sleep(6)`);
    await ask(url, 'SELECT pg_sleep(0.3)');
    // Whoever only looks need not wait.
    expect((await engine.head()).seq).toBe(0);
    expect(await failureOf(engine.write(() => 1))).toBe('unavailable store-unavailable');
    await held;
    expect(await engine.write(() => 1)).toBe(1);
  });

  it('says what to do, and no password', async () => {
    const url = (await newDatabase()).replace('andon@', 'andon:s3cret@').replace(/[^/]+$/, 'other');
    const error = await openPostgres(url).catch((thrown: unknown) => thrown as AndonError);
    if (!(error instanceof Error)) throw new Error('it opened');
    expect(error.message).toMatch(
      /^The database "postgres:\/\/127.0.0.1:\d+\/other" cannot be used: .*does not exist$/,
    );
    expect(error.hints.join()).toContain('createdb');
    expect(JSON.stringify(error) + error.message).not.toContain('s3cret');
  });

  it('is refused with another encoding, and with the tables of a newer program', async () => {
    const cluster = await requireCluster();
    await ask(
      cluster.url('postgres'),
      `CREATE DATABASE ascii TEMPLATE template0 ENCODING SQL_ASCII LOCALE 'C'`,
    );
    expect(await failureOf(openPostgres(cluster.url('ascii')))).toBe('config store-schema');
    const url = await newDatabase();
    const engine = await openPostgres(url);
    await ask(url, 'INSERT INTO andon.migration VALUES (2)');
    expect(await failureOf(openPostgres(url))).toBe('unavailable store-schema');
    expect(await failureOf(engine.head())).toBe('unavailable store-schema');
  });

  it('keeps its journal from being changed', async () => {
    const url = await newDatabase();
    await store(await openPostgres(url)).command({
      kind: 'register',
      line: MAIN,
      repository: '/r',
      by: 'root',
    });
    for (const statement of [
      `UPDATE andon.journal SET body = ''`,
      'DELETE FROM andon.journal',
      'TRUNCATE andon.journal',
    ])
      await expect(ask(url, statement)).rejects.toThrow('the journal is append-only');
  });
});

describe('the way to PostgreSQL', () => {
  it.each(['resetAndDestroy', 'destroy'] as const)(
    'may break in the middle of anything (%s)',
    async (how) => {
      const url = await newDatabase();
      const way = await openWay(url);
      const engine = groupWrites(await openPostgres(way.url, memoryEngine(), () => undefined));
      const direct = await openPostgres(url);
      let acknowledged = 0;
      const deadline = Date.now() + 1_500;
      const work = Array.from({ length: 4 }, async (_, writer) => {
        for (let round = 0; Date.now() < deadline; round++) {
          const key = `${writer} ${round}`;
          const done = await engine
            .write(({ side }) => side('answer').put(key, key))
            .then(
              () => true,
              (error: AndonError) => {
                expect(error.code).toBe('store-unavailable');
                return false;
              },
            );
          if (done) {
            acknowledged++;
            expect(await direct.read(({ side }) => side('answer').get(key))).toBe(key);
          }
        }
      });
      const breaking = (async () => {
        while (Date.now() < deadline) {
          await sleep(20);
          way.cut(how);
        }
      })();
      await Promise.all([...work, breaking]);
      expect(acknowledged).toBeGreaterThan(0);
      // The last that was cut may be found out by the next who asks.
      await vi.waitFor(async () => expect(await engine.write(() => 1)).toBe(1));
    },
  );
});

describe('a journal in PostgreSQL that is not what it was', () => {
  const filled = async (): Promise<{ url: string; engine: Engine; replica: Engine }> => {
    const url = await newDatabase();
    const replica = memoryEngine();
    const engine = await openPostgres(url, replica);
    for (const repository of ['/a', '/b', '/c'])
      await store(engine).command({ kind: 'register', line: MAIN, repository, by: 'root' });
    return { url, engine, replica };
  };

  it('is noticed beside it as well, where the database has lost its last moments', async () => {
    const url = await newDatabase();
    const open = async () => openPostgres(url, memoryEngine(), () => undefined);
    const [a, b] = [await open(), await open()];
    await a.write(({ side }) => side('session').put('old', '1'));
    const [kept] = await ask<{ version: string }>(url, 'SELECT version FROM andon.head');
    await a.write(({ side }) => side('session').put('lost', '1'));
    // As a standby has it that lacks the last transaction; nobody comes over to it by the old connections.
    await ask(
      url,
      `DELETE FROM andon.side WHERE key = 'lost'; UPDATE andon.head SET version = ${kept?.version}`,
    );
    await ask(
      url,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await b
      .write(({ side }) => side('session').remove('old'))
      .catch(() => b.write(({ side }) => side('session').remove('old')));
    await a.head().catch(() => undefined);
    await a.head();
    expect(await a.read(({ side }) => side('session').list())).toEqual([]);
  });

  it('has no hole in it', async () => {
    const { url } = await filled();
    await tamper(url, 'DELETE FROM andon.journal WHERE seq = 3');
    expect(await failureOf(openPostgres(url))).toBe('tampered journal-broken');
  });

  it('is not gone on with where it was put back to an earlier state', async () => {
    const { url, engine } = await filled();
    const [second] = await ask<{ hash: string }>(url, 'SELECT hash FROM andon.journal WHERE seq = 2');
    await tamper(
      url,
      `DELETE FROM andon.journal WHERE seq = 3; UPDATE andon.head SET seq = 2, hash = '${second?.hash}'`,
    );
    expect(await failureOf(engine.head())).toBe('tampered journal-forked');
    expect(await failureOf(admit(store(engine), 'a'))).toBe('tampered journal-forked');
    expect((await (await openPostgres(url)).head()).seq).toBe(2);
  });

  it('is not taken over where an entry was changed', async () => {
    const { url, engine } = await filled();
    await tamper(url, `UPDATE andon.journal SET body = replace(body, '/b', '/x') WHERE seq = 2`);
    expect(await failureOf(openPostgres(url))).toBe('tampered journal-broken');
    // Who has read it before has it as it was.
    expect((await verifyJournal(store(engine))).kind).toBe('intact');
  });

  it('is not gone on with where it is another', async () => {
    const { engine } = await filled();
    const replica = memoryEngine();
    const other = await openPostgres(await newDatabase(), replica);
    await store(other).command({ kind: 'register', line: MAIN, repository: '/other', by: 'root' });
    other.close();
    const { url } = await filled();
    expect(await failureOf(openPostgres(url, replica))).toBe('tampered journal-forked');
    expect((await engine.head()).seq).toBe(3);
  });
});

/** A way to a database that can be cut: a proxy on loopback. */
async function openWay(
  url: string,
): Promise<{ url: string; cut: (how: 'destroy' | 'resetAndDestroy') => void }> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    cut: (how) => {
      for (const socket of sockets) socket[how]();
    },
  };
}

function newSignal(): { readonly ring: () => void; readonly next: () => Promise<void> } {
  const rings: true[] = [];
  let wake = (): void => undefined;
  return {
    ring: () => {
      rings.push(true);
      wake();
    },
    async next() {
      if (rings.pop() !== undefined) return;
      await new Promise<void>((resolve) => (wake = resolve));
      rings.pop();
    },
  };
}
