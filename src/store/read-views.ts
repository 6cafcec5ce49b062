// Reads what the views hold, as the types that the store answers with.
import { listView, readView, repositoryPrefix, stopKey, tipKey } from '../journal/view-table.ts';
import type { ViewTable } from '../journal/view-table.ts';
import type { Intent, Tip } from '../journal/push-views.ts';
import type { LineName } from '../line/line-name.ts';
import { deriveStatus } from '../line/status.ts';
import type { Stop } from '../line/stop.ts';

/** What is asked of views to read them. */
export type ViewReader = Pick<ViewTable, 'get' | 'list'>;

export function lineView(
  views: ViewReader,
  now: string,
): { statuses: Map<LineName, ReturnType<typeof deriveStatus>>; now: string } {
  const { openStops } = readStopFacts(views);
  return {
    statuses: new Map(
      [...readRepositories(views).keys()].map((line) => [line, deriveStatus(line, openStops, now)]),
    ),
    now,
  };
}

/** Reads what deciding about stops takes: those that are open, and the last number that was given. */
export function readStopFacts(views: ViewReader): {
  readonly openStops: readonly Stop[];
  readonly lastStopNumber: number;
} {
  return {
    openStops: listView<Stop>(views, 'open-stop'),
    lastStopNumber: readLastStopNumber(views),
  };
}

export function readLastStopNumber(views: Pick<ViewReader, 'get'>): number {
  return Number(views.get('counter', 'stop') ?? 0);
}

export function readRepositories(views: ViewReader): Map<LineName, readonly string[]> {
  return new Map(
    views.list('line').map(({ key, value }) => [key as LineName, JSON.parse(value) as string[]]),
  );
}

export function readStop(views: ViewReader, number: number): Stop | undefined {
  return readView<Stop>(views, 'stop', stopKey(number));
}

export function readTip(views: ViewReader, repository: string, ref: string): Tip | undefined {
  return readView<Tip>(views, 'tip', tipKey(repository, ref));
}

export function readIntents(views: ViewReader, repository: string): readonly Intent[] {
  return [...listView<Intent>(views, 'intent', repositoryPrefix(repository))].sort((a, b) => a.seq - b.seq);
}
