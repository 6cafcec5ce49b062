// Who waits for a line: those whose push it refused, until one of theirs gets in or it runs again.
import type { LineName } from '../line/line-name.ts';
import { blocks } from '../line/stop.ts';
import type { Stop } from '../line/stop.ts';
import { targetOf } from './entry.ts';
import type { Entry } from './entry.ts';
import { listView, readView, stopKey } from './view-table.ts';
import type { ViewTable } from './view-table.ts';

type Refused = Extract<Entry, { kind: 'push.refused' }>;
type Admitted = Extract<Entry, { kind: 'push.admitted' }>;
type Lifted = Extract<Entry, { kind: 'stop.lifted' }>;

const waitKey = (line: LineName, pusher: string): string => `${line} ${pusher}`;

/** Folds a refusal: its pusher waits for the lines that said no. */
export function foldRefusal({ findings, updates, pusher, at }: Refused, views: ViewTable): void {
  // A finding is about the ref that would have moved, whatever name it was pushed by.
  const refs = new Set(findings.flatMap(({ rule, ref }) => (rule === 'line-stopped' ? [ref] : [])));
  if (refs.size === 0) return;
  const blocking = listView<Stop>(views, 'open-stop').filter((stop) => blocks(stop, at));
  const stopped = new Set(blocking.map(({ line }) => line));
  for (const update of updates)
    for (const line of update.lines ?? [])
      if (refs.has(targetOf(update)) && stopped.has(line))
        views.put('waiting', waitKey(line, pusher), JSON.stringify(pusher));
}

/** Folds an admission: whoever got in waits no more. */
export function foldAdmission({ updates, pusher }: Admitted, views: ViewTable): void {
  for (const { lines = [] } of updates)
    for (const line of lines)
      if (views.get('waiting', waitKey(line, pusher)) !== undefined)
        views.remove('waiting', waitKey(line, pusher));
}

/** Folds the end of a stop, once it counts as ended: where the line runs, nobody waits, and who did is kept. */
export function foldRunning({ line, seq, at }: Lifted, views: ViewTable): void {
  const rows = views.list('waiting', `${line} `);
  if (rows.length === 0) return;
  if (listView<Stop>(views, 'open-stop').some((stop) => stop.line === line && blocks(stop, at))) return;
  views.put('freed', stopKey(seq), JSON.stringify(rows.map(({ value }) => JSON.parse(value) as string)));
  for (const { key } of rows) views.remove('waiting', key);
}

/** Returns who waits for a line. */
export function readWaiting(views: Pick<ViewTable, 'list'>, line: LineName): readonly string[] {
  return listView<string>(views, 'waiting', `${line} `);
}

/** Returns who had waited for a line that runs since an entry. */
export function readFreed(views: Pick<ViewTable, 'get'>, { seq }: Pick<Entry, 'seq'>): readonly string[] {
  return readView<string[]>(views, 'freed', stopKey(seq)) ?? [];
}
