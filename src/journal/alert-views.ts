// What monitors said last, so that what they say again is no news.
import { saidBy } from '../line/alert.ts';
import type { AlertReport, AlertSubject } from '../line/alert.ts';
import { isOfAlert } from '../line/stop.ts';
import type { Stop } from '../line/stop.ts';
import { changeStop, listView } from './view-table.ts';
import type { ViewTable } from './view-table.ts';

/** Where the last word of a monitor on one thing is kept. */
export function alertKey({ line, source, key }: AlertSubject): string {
  return `alert ${line} ${encodeURIComponent(source)} ${encodeURIComponent(key)}`;
}

/** Folds a report: its stops know whether the alert is over. */
export function foldAlert(entry: AlertReport & { readonly at: string }, views: ViewTable): void {
  const { source, key, state, at } = entry;
  views.put('counter', alertKey(entry), saidBy(entry));
  for (const stop of listView<Stop>(views, 'open-stop')) {
    if (!isOfAlert(stop, entry)) continue;
    changeStop(views, stop.number, {
      alert: state === 'resolved' ? { source, key, resolvedAt: at } : { source, key },
    });
  }
}
