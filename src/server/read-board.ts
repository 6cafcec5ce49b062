// Reads lines with all that the board shows of them.
import type { BoardLine } from '../board/board-line.ts';
import { requireLine } from '../line/commands.ts';
import type { LineName } from '../line/line-name.ts';
import type { LineStatus } from '../line/status.ts';
import type { Policy } from '../push/policy.ts';
import type { Store } from '../push/store.ts';
import type { Caller } from './caller.ts';
import { maySee } from './caller.ts';
import type { ServerTools } from './server-tools.ts';

/** When something was read: the clock, and the head of the journal. */
export interface ReadAt {
  readonly now: string;
  readonly seq: number;
}

/** Reads the lines that a caller may see. */
export async function readBoardLines(
  { store, policy }: Pick<ServerTools, 'store' | 'policy'>,
  caller: Caller,
): Promise<ReadAt & { readonly lines: readonly BoardLine[] }> {
  const from = store();
  const { seq } = await from.readHead();
  const { statuses, now, repositories } = await from.readLines();
  const seen = [...statuses.values()].filter(({ line }) => maySee(caller, line));
  return {
    seq,
    now,
    lines: await Promise.all(
      seen.map(async (status) => complete(from, status, { repositories, policy: policy() })),
    ),
  };
}

/** @throws {AndonError} `line-unknown` */
export async function readBoardLine(
  { store, policy }: Pick<ServerTools, 'store' | 'policy'>,
  line: LineName,
): Promise<ReadAt & { readonly line: BoardLine }> {
  const from = store();
  const { seq } = await from.readHead();
  const { statuses, now, repositories } = await from.readLines();
  return {
    seq,
    now,
    line: await complete(from, requireLine(line, statuses), { repositories, policy: policy() }),
  };
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
