// What people, builds and monitors tell the store. Hooks are told of none of it, so that what judges it is loaded
// when it is.
import type { Store } from '../push/store.ts';
import type { Take, TakeContext } from './take-context.ts';

/** How the store is looked at while nobody has to wait for it. */
export interface Look {
  readonly read: <T>(work: (context: Pick<TakeContext, 'views' | 'now'>) => T) => Promise<T>;
  readonly tick: Store['tick'];
}

export function takeOperations(
  take: Take,
  { read, tick }: Look,
): Pick<Store, 'command' | 'report' | 'sweep' | 'alert'> {
  return {
    async command(command) {
      const { takeCommand } = await import('./take-command.ts');
      return take((context) => takeCommand(command, context));
    },
    async report(report, rules) {
      const { takeOverdue, takeReport } = await import('./report-builds.ts');
      const { requirePlaces } = await import('./require-places.ts');
      return take((context) => {
        requirePlaces(report, context.views);
        // In this order: a build that has just ended is not overdue.
        const reported = takeReport(report, { ...context, rules });
        return [...reported, ...takeOverdue(report.line, { ...context, rules })];
      });
    },
    async sweep(line, rules) {
      const { findOverdue, takeOverdue } = await import('./report-builds.ts');
      const overdue = await read((context) => findOverdue(line, { ...context, rules }));
      if (overdue.length === 0) return tick();
      return take((context) => takeOverdue(line, { ...context, rules }));
    },
    async alert(reports, rulesOf) {
      const { takeAlert } = await import('./take-alert.ts');
      return take((context) =>
        reports.flatMap((report) => takeAlert(report, { ...context, rules: rulesOf(report.line) })),
      );
    },
  };
}
