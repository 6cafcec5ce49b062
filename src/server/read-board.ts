// Reads lines with all that the board shows of them.
import type { BoardLine } from '../board/board-line.ts';
import { requireLine } from '../line/commands.ts';
import type { LineName } from '../line/line-name.ts';
import type { LineStatus } from '../line/status.ts';
import type { Policy } from '../push/policy.ts';
import type { LineView, Store } from '../push/store.ts';
import type { Caller } from './caller.ts';
import { maySee } from './caller.ts';
import type { ServerTools } from './server-tools.ts';

/** When something was read: the clock, and the head of the journal. */
export interface ReadAt {
  readonly now: string;
  readonly seq: number;
}

type Tools = Pick<ServerTools, 'store' | 'policy'>;

/** Reads the lines that a caller may see. */
export async function readBoardLines(
  tools: Tools,
  caller: Caller,
): Promise<ReadAt & { readonly lines: readonly BoardLine[] }> {
  const { statuses, show, ...at } = await readFacts(tools);
  const seen = [...statuses.values()].filter(({ line }) => maySee(caller, line));
  return { ...at, lines: await Promise.all(seen.map(show)) };
}

/** @throws {AndonError} `line-unknown` */
export async function readBoardLine(
  tools: Tools,
  line: LineName,
): Promise<ReadAt & { readonly line: BoardLine }> {
  const { statuses, show, ...at } = await readFacts(tools);
  return { ...at, line: await show(requireLine(line, statuses)) };
}

interface Facts extends ReadAt {
  readonly statuses: LineView['statuses'];
  readonly show: (status: LineStatus) => Promise<BoardLine>;
}

async function readFacts({ store, policy }: Tools): Promise<Facts> {
  const from = store();
  const { statuses, now, repositories, head } = await from.readLines();
  const facts = { repositories, policy: policy };
  return { seq: head.seq, now, statuses, show: async (status) => complete(from, status, facts) };
}

async function complete(
  from: Pick<Store, 'readWaiting' | 'readJobs'>,
  status: LineStatus,
  {
    repositories,
    policy,
  }: {
    readonly repositories: ReadonlyMap<LineName, readonly string[]>;
    readonly policy: Pick<Policy, 'lines'>;
  },
): Promise<BoardLine> {
  const { line } = status;
  const authority = policy.lines.find(({ name }) => name === line)?.authority;
  return {
    ...status,
    repositories: repositories.get(line) ?? [],
    waiting: await from.readWaiting(line),
    jobs: await from.readJobs(line),
    ...(authority === undefined ? {} : { authority }),
  };
}
