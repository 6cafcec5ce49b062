// Tables of text that any engine can hold, in which views of the journal are kept.
import type { Stop } from '../line/stop.ts';

/**
 * The views: lines known, all stops, those still open, pushes not settled, last known value of each ref; what
 * landed on refs of lines and where revisions stand there; builds, jobs, and when fixes landed on a ref; who waits
 * for a line, and whom the end of a stop has freed; tokens; single facts.
 */
export type ViewName =
  | 'line'
  | 'stop'
  | 'open-stop'
  | 'intent'
  | 'tip'
  | 'arrival'
  | 'place'
  | 'build'
  | 'job'
  | 'track'
  | 'waiting'
  | 'freed'
  | 'token'
  | 'counter';

/** Keys from one to another, both included. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

/** Where views are kept. Keys sort by bytes. */
export interface ViewTable {
  get(view: ViewName, key: string): string | undefined;
  put(view: ViewName, key: string, value: string): void;
  remove(view: ViewName, key: string): void;
  /** Lists rows by key: those that begin with `prefix`, and lie in the range where one is given. */
  list(
    view: ViewName,
    prefix?: string,
    range?: KeyRange,
  ): readonly { readonly key: string; readonly value: string }[];
}

export const stopKey = (number: number): string => String(number).padStart(12, '0');
// A repository is a path and may hold anything but NUL; so may a ref. Spaces are in no ref's text.
export const repositoryPrefix = (repository: string): string => `${encodeURIComponent(repository)} `;
export const tipKey = (repository: string, ref: string): string => repositoryPrefix(repository) + ref;
export const intentKey = (repository: string, push: string): string => repositoryPrefix(repository) + push;

export function readView<T>(views: Pick<ViewTable, 'get'>, view: ViewName, key: string): T | undefined {
  const value = views.get(view, key);
  return value === undefined ? undefined : (JSON.parse(value) as T);
}

export function listView<T>(
  views: Pick<ViewTable, 'list'>,
  view: ViewName,
  prefix?: string,
  range?: KeyRange,
): readonly T[] {
  return views.list(view, prefix, range).map(({ value }) => JSON.parse(value) as T);
}

/** Changes a stop wherever it is kept. */
export function changeStop(views: ViewTable, number: number, change: Partial<Stop>): void {
  const stop = readView<Stop>(views, 'stop', stopKey(number));
  if (stop !== undefined) putStop(views, { ...stop, ...change });
}

export function putStop(views: ViewTable, stop: Stop): void {
  views.put('stop', stopKey(stop.number), JSON.stringify(stop));
  if (stop.lifted === undefined) views.put('open-stop', stopKey(stop.number), JSON.stringify(stop));
  else views.remove('open-stop', stopKey(stop.number));
}
