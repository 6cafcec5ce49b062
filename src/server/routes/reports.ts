// Builds and alerts: what robots tell the lines. The server's own rules for a line outweigh those of who reports.
import { speaksForOthers } from '../../access/token.ts';
import { alertRules, unheeded } from '../../push/report-alerts.ts';
import { buildRules } from '../../push/report-build.ts';
import { keyOf } from '../app.ts';
import type { App } from '../app.ts';
import { actorOf, requireLines } from '../caller.ts';
import type { Caller } from '../caller.ts';
import { alertsBody, buildBody, sweepBody } from '../schemas/report-bodies.ts';
import type { ServerTools } from '../server-tools.ts';
import { writtenFor } from '../written-for.ts';

export function serveReports(app: App, { store, policy }: ServerTools): void {
  const report = { config: { scope: 'report' }, bodyLimit: 1024 * 1024 } as const;
  app.post(
    '/v1/builds',
    { ...report, schema: { summary: 'Say how a build is', body: buildBody } },
    async (request) => {
      const { rules, by, places, ...build } = request.body;
      requireLines(request.caller, [build.line]);
      const told = { ...build, by: actorOf(request.caller, by) };
      const entries = await store(keyOf(request)).report(
        speaksForOthers(request.caller.scopes) && places !== undefined ? { ...told, places } : told,
        buildRules(policy, build.line, ofHost(request.caller, rules)),
      );
      return writtenFor(request.caller, entries);
    },
  );
  app.post(
    '/v1/sweeps',
    { ...report, schema: { summary: 'Have overdue builds of a line counted', body: sweepBody } },
    async (request) => {
      const { line, rules } = request.body;
      requireLines(request.caller, [line]);
      const held = buildRules(policy, line, ofHost(request.caller, rules));
      const entries = await store(keyOf(request)).sweep(line, held);
      return writtenFor(request.caller, entries);
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
      const sent = ofHost(request.caller, rules) ?? {};
      const entries = await store(keyOf(request)).alert(
        reports,
        // A line may be called like what every object has: constructor.
        (line) => alertRules(policy, line, Object.hasOwn(sent, line) ? sent[line] : undefined),
      );
      return { ...writtenFor(request.caller, entries), problems: unheeded(entries) };
    },
  );
  app.post('/v1/ticks', { ...report, schema: { summary: 'Do what time brings' } }, async (request) => {
    const entries = await store(keyOf(request)).tick();
    return writtenFor(request.caller, entries);
  });
}

/**
 * What a git host says along with a report; nothing where a CI or a monitor says it: it could have a line resume that
 * only people may resume.
 */
function ofHost<T>({ scopes }: Caller, said: T | undefined): T | undefined {
  return speaksForOthers(scopes) ? said : undefined;
}
