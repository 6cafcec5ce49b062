// What the journal says of stops, from their opening to their end.
import type { LineEvent } from '../line/event.ts';
import type { Stop } from '../line/stop.ts';
import { foldAlertEnd, foldAlertStop } from './alert-views.ts';
import { foldLift } from './build-views.ts';
import type { Entry } from './entry.ts';
import { noteFreeze, noteLift } from './freeze-views.ts';
import { changeStop, putStop, readView, stopKey } from './view-table.ts';
import type { ViewTable } from './view-table.ts';
import { foldRunning } from './waiting.ts';

type StopEntry = Extract<Entry, { kind: Extract<LineEvent['kind'], `stop.${string}`> }>;

/** Folds what happened to a stop. */
export function foldStop(entry: StopEntry, views: ViewTable): void {
  switch (entry.kind) {
    case 'stop.opened': {
      const { stop: number, kind: _kind, seq: _seq, at, effectiveAt: since = at, ...rest } = entry;
      const opened = { number, since, ...rest };
      putStop(views, opened);
      foldAlertStop(opened, views);
      views.put('counter', 'stop', String(number));
      if (entry.freeze !== undefined) noteFreeze(entry.line, entry.freeze, views);
      return;
    }
    case 'stop.escalated':
      return changeStop(views, entry.stop, { escalatedAt: entry.effectiveAt });
    case 'stop.claimed': {
      const { by, at, eta } = entry;
      const former = readView<Stop>(views, 'stop', stopKey(entry.stop))?.claim;
      return changeStop(views, entry.stop, {
        claim: {
          by,
          at,
          ...(former === undefined ? {} : { firstAt: former.firstAt ?? former.at }),
          ...(eta === undefined ? {} : { eta }),
        },
      });
    }
    case 'stop.amended':
      return changeStop(views, entry.stop, {
        summary: entry.summary,
        ...(entry.until === undefined ? {} : { until: entry.until }),
      });
    case 'stop.lifted': {
      const { by, at, effectiveAt = at, reason } = entry;
      const stop = readView<Stop>(views, 'stop', stopKey(entry.stop));
      noteLift(entry, stop, views);
      foldLift(entry, views, stop);
      if (stop !== undefined) foldAlertEnd(stop, views);
      changeStop(views, entry.stop, { lifted: { by, at: effectiveAt, reason } });
      return foldRunning(entry, views);
    }
    case 'stop.fix-failed': {
      const fix = readView<Stop>(views, 'stop', stopKey(entry.stop))?.fix;
      return fix === undefined
        ? undefined
        : changeStop(views, entry.stop, { fix: { ...fix, failed: entry.build } });
    }
  }
}
