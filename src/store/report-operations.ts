// What builds and monitors tell the store. No hook is told of either, so that what judges them is loaded when it is.
import { requireLine } from '../line/commands.ts';
import type { Store } from '../push/store.ts';
import { readRepositories } from './read-views.ts';
import type { Take } from './take-context.ts';

export function reportOperations(take: Take): Pick<Store, 'report' | 'sweep' | 'alert'> {
  return {
    async report(report, rules) {
      const { takeOverdue, takeReport } = await import('./report-builds.ts');
      return take((context) => {
        requireLine(report.line, readRepositories(context.views));
        // In this order: a build that has just ended is not overdue.
        return [
          ...takeReport(report, { ...context, rules }),
          ...takeOverdue(report.line, { ...context, rules }),
        ];
      });
    },
    async sweep(line, rules) {
      const { takeOverdue } = await import('./report-builds.ts');
      return take((context) => takeOverdue(line, { ...context, rules }));
    },
    async alert(reports, rulesOf) {
      const { takeAlert } = await import('./take-alert.ts');
      return take((context) => {
        const known = readRepositories(context.views);
        for (const { line } of reports) requireLine(line, known);
        return reports.flatMap((report) => takeAlert(report, { ...context, rules: rulesOf(report.line) }));
      });
    },
  };
}
