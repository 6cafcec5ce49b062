// Reads how lines are, once what has its time by now is done.
import { requireLine } from '../line/commands.ts';
import { freezesAhead } from '../line/freezes-ahead.ts';
import type { FreezeAhead } from '../line/freezes-ahead.ts';
import { requireLineName } from '../line/line-name.ts';
import type { LineStatus } from '../line/status.ts';
import type { Policy } from './policy.ts';
import type { Store } from './store.ts';

export interface Statuses {
  readonly lines: readonly LineStatus[];
  /** ISO 8601. */
  readonly now: string;
  /** Whether something was written to the journal. */
  readonly isNews: boolean;
}

/** Reads a line, or all of them. @throws {AndonError} `line-unknown`, `value-invalid` */
export async function readStatuses(store: Store, name: string | undefined): Promise<Statuses> {
  const isNews = (await store.tick()).length > 0;
  const { statuses, now } = await store.readLines();
  if (name === undefined) return { lines: [...statuses.values()], now, isNews };
  return { lines: [requireLine(requireLineName(name), statuses)], now, isNews };
}

export type PlannedStatus = LineStatus & { readonly ahead: readonly FreezeAhead[] };

/** Adds the freezes to come, as far as this repository's configuration says. */
export function withFreezes(line: LineStatus, { lines }: Policy, now: string): PlannedStatus {
  const freezes = lines.find(({ name }) => name === line.line)?.freezes ?? [];
  return { ...line, ahead: freezesAhead(freezes, now) };
}
