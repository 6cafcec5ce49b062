// Builds and alerts: what robots tell the lines. The server's own rules for a line outweigh those of who reports.
import { ALERT_RULES } from '../../line/alert.ts';
import { BUILD_RULES } from '../../line/build.ts';
import { keyOf } from '../app.ts';
import type { App } from '../app.ts';
import { actorOf, requireLines } from '../caller.ts';
import { alertsBody, buildBody, sweepBody } from '../schemas.ts';
import type { ServerTools } from '../server-tools.ts';

export function serveReports(app: App, { store, policy }: ServerTools): void {
  const rulesOf = (line: string) => policy().lines.find(({ name }) => name === line);
  const report = { config: { scope: 'report' }, bodyLimit: 1024 * 1024 } as const;
  app.post(
    '/v1/builds',
    { ...report, schema: { summary: 'Say how a build is', body: buildBody } },
    async (request) => {
      const { rules, by, ...build } = request.body;
      requireLines(request.caller, [build.line]);
      const told = { ...build, by: actorOf(request.caller, by) };
      const entries = await store(keyOf(request)).report(
        told,
        rulesOf(build.line)?.builds ?? rules ?? BUILD_RULES,
      );
      return { entries };
    },
  );
  app.post(
    '/v1/sweeps',
    { ...report, schema: { summary: 'Have overdue builds of a line counted', body: sweepBody } },
    async (request) => {
      const { line, rules } = request.body;
      requireLines(request.caller, [line]);
      const entries = await store(keyOf(request)).sweep(line, rulesOf(line)?.builds ?? rules ?? BUILD_RULES);
      return { entries };
    },
  );
  app.post(
    '/v1/alerts',
    { ...report, schema: { summary: 'Say what a monitor sees', body: alertsBody } },
    async (request) => {
      const { alerts, rules } = request.body;
      requireLines(
        request.caller,
        alerts.map(({ line }) => line),
      );
      const reports = alerts.map(({ by, ...alert }) => ({ ...alert, by: actorOf(request.caller, by) }));
      const entries = await store(keyOf(request)).alert(
        reports,
        (line) => rulesOf(line)?.alerts ?? rules?.[line] ?? ALERT_RULES,
      );
      return { entries };
    },
  );
  app.post('/v1/ticks', { ...report, schema: { summary: 'Do what time brings' } }, async (request) => {
    const entries = await store(keyOf(request)).tick();
    return { entries };
  });
}
