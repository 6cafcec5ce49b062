// All that the views of a journal hold, to be compared.
import type { ViewName, ViewTable } from '../../src/journal/view-table.ts';
import type { Engine } from '../../src/store/engine.ts';

const NAMES = Object.keys({
  line: 0,
  stop: 0,
  'open-stop': 0,
  intent: 0,
  tip: 0,
  arrival: 0,
  place: 0,
  build: 0,
  job: 0,
  track: 0,
  waiting: 0,
  freed: 0,
  token: 0,
  counter: 0,
} satisfies Record<ViewName, 0>) as ViewName[];

export type Rows = Readonly<Record<string, ReturnType<ViewTable['list']>>>;

export function rowsOf(views: Pick<ViewTable, 'list'>): Rows {
  // SQLite's rows have no prototype.
  return Object.fromEntries(NAMES.map((name) => [name, views.list(name).map((row) => ({ ...row }))]));
}

export const dumpViews = async (engine: Engine): Promise<Rows> => engine.read(({ views }) => rowsOf(views));
