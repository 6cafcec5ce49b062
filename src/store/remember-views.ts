// An engine for a process that is asked the same again and again: what views hold is folded from the journal, and stays
// as it is while the journal's head does.
import type { Head } from '../journal/chain.ts';
import type { ViewName, ViewTable } from '../journal/view-table.ts';
import type { Engine, ReadTransaction } from './engine.ts';

type Views = ReadTransaction['views'];

/** Thrown where something was not asked for before. */
class Unknown extends Error {}

/** Wraps an engine: what was read at a head is not read again at that head. Work that reads has to be pure. */
export function rememberViews(engine: Engine): Engine {
  let hash = '';
  let known = new Map<string, unknown>();
  let room = MOST_CHARACTERS;
  const remember = (key: string, found: unknown, size: number): void => {
    room -= key.length + size;
    if (room > 0) known.set(key, found);
  };
  const look = <T>(key: string): T => {
    if (!known.has(key)) throw new Unknown();
    return known.get(key) as T;
  };
  const remembered: Views = {
    get: (view, key) => look(getKey(view, key)),
    list: (view, prefix, range) => look(listKey(view, prefix, range)),
  };
  const learn = ({ views }: ReadTransaction): Views => ({
    get(view, key) {
      const value = views.get(view, key);
      remember(getKey(view, key), value, value?.length ?? 0);
      return value;
    },
    list(view, prefix, range) {
      const rows = views.list(view, prefix, range);
      const size = rows.reduce((sum, row) => sum + row.key.length + row.value.length, 0);
      remember(listKey(view, prefix, range), rows, size);
      return rows;
    },
  });
  const turn = (now: string): void => {
    // What is asked for is for others to say: one that grew without end would be what they like.
    if (now === hash && room > 0) return;
    hash = now;
    known = new Map();
    room = MOST_CHARACTERS;
  };

  // Read once for all requests that came in together, and when all of them were there: whoever asks after that has to
  // see what is newer.
  let recent: Promise<Head> | undefined;
  const headOfNow = async (): Promise<Head> => {
    recent ??= new Promise((resolve) => void setImmediate(resolve)).then(async () => {
      recent = undefined;
      return engine.head();
    });
    return recent;
  };

  return {
    ...engine,
    head: headOfNow,
    async write(work) {
      try {
        return await engine.write(work);
      } finally {
        recent = undefined;
      }
    },
    async read(work) {
      const head = await headOfNow();
      turn(head.hash);
      try {
        return work({ views: remembered, side: unknown, head: () => head, entries: unknown });
      } catch (error) {
        if (!(error instanceof Unknown)) throw error;
      }
      return engine.read((transaction) => {
        turn(transaction.head().hash);
        return work({ ...transaction, views: learn(transaction) });
      });
    },
  };
}

const MOST_CHARACTERS = 16_000_000;

function unknown(): never {
  throw new Unknown();
}

function getKey(view: ViewName, key: string): string {
  return `${view} ${key}`;
}

function listKey(view: ViewName, prefix = '', range?: Parameters<ViewTable['list']>[2]): string {
  return `${view}\n${prefix}\n${range === undefined ? '' : `${range.from}\n${range.to}`}`;
}
