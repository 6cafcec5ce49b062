// The engine of several servers: PostgreSQL has the journal and what stands beside it, and says who writes next. Each
// server has a replica, an engine of its own, which is never anything but what was read from there: views are folded in
// it, by the program that reads them.
import type { PoolClient } from 'pg';
import { AndonError } from '../../text/andon-error.ts';
import { newDraft } from '../draft.ts';
import type { Engine } from '../engine.ts';
import { attempt, resultOf } from '../outcome.ts';
import { openPostgresLink } from './link.ts';
import { lockHead, readEntriesAfter, readSharedHead, readSidesAfter, writeDraft } from './rows.ts';
import type { SharedHead } from './rows.ts';
import { migratePostgres } from './schema.ts';
import { newSharedSides } from './sides.ts';
import { brokenAt, takeIn } from '../take-in.ts';

export interface PostgresOptions {
  readonly url: string;
  /** What this server has read before, or nothing. */
  readonly replica: Engine;
  /** Hears of what goes wrong while nobody asks. */
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Opens the engine, and makes its tables where there are none.
 * @throws {AndonError} `store-unavailable`; `store-schema`; `journal-forked` for a replica of another journal
 */
export async function postgresEngine({ url, replica, onTrouble }: PostgresOptions): Promise<Engine> {
  const link = openPostgresLink(url, onTrouble);
  const sides = newSharedSides();

  let sidesAre = 0;

  /** Brings the replica to where the database is, at least. */
  async function catchUp(client: PoolClient, there: SharedHead): Promise<void> {
    await catchUpSides(client, there);
    let here = await replica.head();
    while (here.seq < there.seq) {
      const entries = await readEntriesAfter(client, here.seq);
      if (entries.length === 0) throw brokenAt(here.seq + 1);
      here = await takeIn(replica, entries).catch(async (error: unknown) => {
        // Where it is another journal, that is what there is to say.
        await requireSame(client, replica, link.name);
        throw error;
      });
    }
    if (here.seq === there.seq && here.hash !== there.hash) throw forked(link.name);
  }

  async function catchUpSides(client: PoolClient, { version }: SharedHead): Promise<void> {
    for (;;) {
      const [breaks, from] = [link.breaks(), sides.version()];
      // No hash says whether they are what they were: behind a new connection they are read anew.
      const isAnew = breaks !== sidesAre;
      if (!isAnew && from >= version) return;
      const rows = await readSidesAfter(client, isAnew ? 0 : from);
      if (!isAnew) return sides.takeIn(rows, version);
      // What was written meanwhile is not to be lost.
      if (sides.version() !== from) continue;
      sides.replace(rows, version);
      sidesAre = breaks;
      return;
    }
  }

  /** Reads where the database is, with nothing lost that was read from it before. */
  async function requireHead(read: () => Promise<SharedHead>): Promise<SharedHead> {
    const { seq } = await replica.head();
    const there = await read();
    if (there.seq < seq) throw forked(link.name);
    return there;
  }

  async function follow(): Promise<void> {
    await link.use(async (client) => catchUp(client, await requireHead(async () => readSharedHead(client))));
  }
  const followed = shareCalls(follow);

  try {
    await link.use(async (client) => {
      await migratePostgres(client);
      await requireSame(client, replica, link.name);
    });
    await follow();
  } catch (error) {
    link.close();
    throw error;
  }

  return {
    write: async (work) =>
      resultOf(
        await link.use(async (client) => {
          const there = await requireHead(async () => lockHead(client));
          await catchUp(client, there);
          const [draft, outcome] = await replica.read((transaction) => {
            const begun = newDraft({ ...transaction, side: sides.side });
            // What fails in the work is no failure of the database.
            return [begun, attempt(() => work(begun))] as const;
          });
          if (outcome.kind === 'failed') {
            await client.query('ROLLBACK');
            return outcome;
          }
          const written = await writeDraft(client, draft, there);
          await client.query('COMMIT');
          sides.takeIn(written.sides, written.version);
          // It is written; what is wrong with the replica is for whoever reads next.
          await takeIn(replica, draft.appended).catch(onTrouble);
          return outcome;
        }),
      ),
    async head() {
      await followed();
      return replica.head();
    },
    async read(work) {
      await followed();
      return replica.read((transaction) => work({ ...transaction, side: sides.side }));
    },
    watch: link.listen,
    close() {
      link.close();
      replica.close();
    },
  };
}

/** Makes one call answer for all who ask before it begins: whoever asks later has to see what is newer. */
function shareCalls<T>(call: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return async () => {
    next ??= running.then(async () => {
      next = undefined;
      const made = call();
      running = made.catch(() => undefined);
      return made;
    });
    return next;
  };
}

/** A replica that was of another database must not be taken for the beginning of this one. */
async function requireSame(client: PoolClient, replica: Engine, name: string): Promise<void> {
  const { seq, hash } = await replica.head();
  if (seq === 0) return;
  const [same] = await readEntriesAfter(client, seq - 1);
  if (same?.seq !== seq || same.hash !== hash) throw forked(name);
}

function forked(name: string): AndonError {
  return new AndonError(
    'journal-forked',
    `The journal in "${name}" is not the one that this server has read from it`,
    {
      kind: 'tampered',
      hints: [
        'It was put back to an earlier state, or is another: compare it with the log file of this server',
        'To go on with it as it is: remove the replica, and start this server again',
      ],
    },
  );
}
