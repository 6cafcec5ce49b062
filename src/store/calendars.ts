// The calendars of the git hosts that a server serves: each tells what its configuration says of freezes, so that they
// open on time although no push comes.
import { randomUUID } from 'node:crypto';
import type { Schedule } from '../line/due-events.ts';
import { digestOfSchedule } from '../push/schedule-digest.ts';
import { AndonError } from '../text/andon-error.ts';
import type { Engine, ReadTransaction } from './engine.ts';

/** The schedules to go by, as a transaction finds them. */
export type SchedulesIn = (transaction: Pick<ReadTransaction, 'side'>) => readonly Schedule[];

export interface Calendars {
  readonly all: SchedulesIn;
  /** Whether a schedule is known, by its digest. */
  readonly knows: (digest: string) => Promise<boolean>;
  /** Takes the place of what its repository said before. */
  readonly put: (schedule: Schedule) => Promise<void>;
}

/** Where the last change has its name: calendars are long, and are asked for at each write. No repository is called this. */
const CHANGE = '';

interface Known {
  readonly change: string | undefined;
  readonly schedules: readonly Schedule[];
  readonly digests: ReadonlySet<string>;
}

/**
 * Opens the calendars that an engine keeps. `own` is that of the server itself; of several it is what the last to start has
 * been told, so that no two of them open and lift the same freeze by turns.
 */
export async function openCalendars(engine: Engine, own: Schedule): Promise<Calendars> {
  let last: Known | undefined;
  const read = ({ side }: Pick<ReadTransaction, 'side'>): Known => {
    const table = side('schedule');
    const change = table.get(CHANGE);
    // Another server may have been told of one.
    if (last === undefined || last.change !== change) {
      const rows = table.list().filter(({ key }) => key !== CHANGE);
      const schedules = rows.map(({ value }) => JSON.parse(value) as Schedule);
      last = { change, schedules, digests: new Set(schedules.map(digestOfSchedule)) };
    }
    return last;
  };
  const keep = async (schedule: Schedule): Promise<void> =>
    engine.write(({ side }) => {
      const table = side('schedule');
      table.put(schedule.repository, JSON.stringify(schedule));
      table.put(CHANGE, randomUUID());
    });
  await keep(own);
  return {
    all: (transaction) => read(transaction).schedules,
    knows: async (digest) => engine.read((transaction) => read(transaction).digests.has(digest)),
    async put(schedule) {
      if (schedule.repository === own.repository)
        throw new AndonError(
          'access-denied',
          `"${own.repository}" is the name of the server's own calendar`,
          {
            kind: 'usage',
            hints: ['Give the repository another name: repository: in its configuration'],
          },
        );
      await keep(schedule);
    },
  };
}
