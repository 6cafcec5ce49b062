// What monitors said last, so that what they say again is no news, and what is open for it: found by the line and the
// alert, because a monitor that has a hundred things to say must not have all open stops read for each.
import { saidBy } from '../line/alert.ts';
import type { AlertReport, AlertSubject } from '../line/alert.ts';
import { isOfAlert } from '../line/stop.ts';
import type { Stop } from '../line/stop.ts';
import { changeStop, listView, readView } from './view-table.ts';
import type { ViewTable } from './view-table.ts';
import type { LineName } from '../line/line-name.ts';

/** What is known of one thing that a monitor speaks of. */
export interface KnownAlert {
  /** Its last word: `firing critical`. */
  readonly said: string;
  /** The numbers of the stops that are open for it. */
  readonly stops: readonly number[];
  /** The line had no room for its stop. */
  readonly isLeft?: true;
}

/** How many stops and cautions alerts have open on a line. */
export interface AlertStops {
  readonly stop: number;
  readonly caution: number;
  /** There were more alerts than that, and since then there was always one open. */
  readonly isFull?: true;
}

type Reader = Pick<ViewTable, 'get' | 'list'>;

/** Where it is kept what is known of one thing. */
export const alertKey = ({ line, source, key }: AlertSubject): string =>
  `alert ${line} ${encodeURIComponent(source)} ${encodeURIComponent(key)}`;
const stopsKey = (line: LineName): string => `alert-stops ${line}`;

/** Reads what a monitor said of one thing last; undefined for what was never spoken of. */
export function readAlert(views: Reader, about: AlertSubject): KnownAlert | undefined {
  const text = views.get('counter', alertKey(about));
  if (text === undefined) return undefined;
  if (text.startsWith('{')) return JSON.parse(text) as KnownAlert;
  // An older release folded no more than the word.
  const stops = listView<Stop>(views, 'open-stop').filter((stop) => isOfAlert(stop, about));
  return { said: text, stops: stops.map(({ number }) => number) };
}

/** Reads how many stops alerts have open on a line. */
export function readAlertStops(views: Pick<Reader, 'get'>, line: LineName): AlertStops {
  return readView<AlertStops>(views, 'counter', stopsKey(line)) ?? { stop: 0, caution: 0 };
}

/** Folds a report: its stops know whether the alert is over. */
export function foldAlert(
  entry: AlertReport & { readonly why?: string; readonly at: string },
  views: ViewTable,
): void {
  const { line, source, key, state, at, why } = entry;
  const { stops } = readAlert(views, entry) ?? { stops: [] };
  const isLeft = why !== undefined && state === 'firing';
  putAlert(views, entry, { said: saidBy(entry), stops, ...(isLeft ? { isLeft } : {}) });
  if (isLeft) putStops(views, line, { ...readAlertStops(views, line), isFull: true });
  const alert = state === 'resolved' ? { source, key, resolvedAt: at } : { source, key };
  for (const number of stops) changeStop(views, number, { alert });
}

/** Folds that a stop was opened, if it was for an alert. */
export function foldAlertStop({ line, alert, level, number }: Stop, views: ViewTable): void {
  if (alert === undefined) return;
  const about = { line, ...alert };
  const known = readAlert(views, about) ?? { said: '', stops: [] };
  putAlert(views, about, { ...known, stops: [...known.stops, number] });
  const open = readAlertStops(views, line);
  putStops(views, line, { ...open, [level]: open[level] + 1 });
}

/** Folds that a stop has ended, if it was for an alert. */
export function foldAlertEnd({ line, alert, level, number, lifted }: Stop, views: ViewTable): void {
  if (alert === undefined || lifted !== undefined) return;
  const about = { line, ...alert };
  const known = readAlert(views, about);
  if (known !== undefined)
    putAlert(views, about, { ...known, stops: known.stops.filter((each) => each !== number) });
  const open = readAlertStops(views, line);
  putStops(views, line, { ...open, [level]: Math.max(0, open[level] - 1) });
}

function putAlert(views: ViewTable, about: AlertSubject, known: KnownAlert): void {
  views.put('counter', alertKey(about), JSON.stringify(known));
}

function putStops(views: ViewTable, line: LineName, open: AlertStops): void {
  if (open.stop + open.caution > 0) views.put('counter', stopsKey(line), JSON.stringify(open));
  else if (views.get('counter', stopsKey(line)) !== undefined) views.remove('counter', stopsKey(line));
}
