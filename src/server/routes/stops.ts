// Stops: opened, claimed, changed and lifted by people, within what the configuration of the server lets them.
import { z } from 'zod';
import type { LineCommand } from '../../line/commands.ts';
import type { LineAction } from '../../line/authority.ts';
import type { Stop } from '../../line/stop.ts';
import { tagOfStop } from '../../push/line-tag.ts';
import { requireAuthority } from '../../push/require-authority.ts';
import type { WireWritten } from '../../push/wire.ts';
import type { FastifyRequest } from 'fastify';
import { AndonError } from '../../text/andon-error.ts';
import { keyOf } from '../app.ts';
import type { App } from '../app.ts';
import { actorOf, requireLines } from '../caller.ts';
import { amendBody, claimBody, liftBody, lineName, resumeBody, stopBody, stopNumber } from '../schemas.ts';
import type { ServerTools } from '../server-tools.ts';

const params = z.object({ stop: stopNumber });

/** As whoever asks has seen the stop (RFC 9110, If-Match). */
function seenBy({ headers }: FastifyRequest): { readonly unlessChanged?: string } {
  const tag = headers['if-match'];
  return tag === undefined || tag === '*' ? {} : { unlessChanged: tag.replaceAll('"', '') };
}

export function serveStops(app: App, { store, live, policy }: ServerTools): void {
  const requireStop = async (number: number): Promise<Stop> => {
    const stop = await store().readStop(number);
    if (stop !== undefined) return stop;
    throw new AndonError('stop-unknown', `There is no stop ${number}`, {
      kind: 'usage',
      hints: ['See the open stops: GET /v1/lines'],
    });
  };
  const run = async (request: FastifyRequest, command: LineCommand): Promise<WireWritten> => {
    const entries = await store(keyOf(request)).command(command);
    live.nudge();
    return { entries };
  };
  /** Requires that a caller may do some things to a stop; returns who it is. */
  const requireRight = (
    { caller }: FastifyRequest,
    { actions, by, stop }: { actions: readonly LineAction[]; by: string | undefined; stop: Stop },
  ): string => {
    requireLines(caller, [stop.line]);
    const actor = actorOf(caller, by);
    for (const action of actions) requireAuthority(policy(), action, { ...stop, by: actor });
    return actor;
  };

  app.get(
    '/v1/stops/:stop',
    { config: { scope: 'read' }, schema: { summary: 'A stop, open or not', params } },
    async (request, reply) => {
      const stop = await requireStop(request.params.stop);
      requireLines(request.caller, [stop.line]);
      void reply.header('etag', `"${tagOfStop(stop)}"`);
      return stop;
    },
  );
  app.post(
    '/v1/stops',
    { config: { scope: 'stop' }, schema: { summary: 'Stop a line, or caution it', body: stopBody } },
    async (request, reply) => {
      const { by, ...reason } = request.body;
      requireLines(request.caller, [reason.line]);
      const actor = actorOf(request.caller, by);
      requireAuthority(policy(), 'stop', { ...reason, by: actor });
      return reply.code(201).send(await run(request, { kind: 'open', ...reason, by: actor }));
    },
  );
  app.post(
    '/v1/stops/:stop/claim',
    { config: { scope: 'stop' }, schema: { summary: 'Say that one is on it', params, body: claimBody } },
    async (request) => {
      const stop = await requireStop(request.params.stop);
      const { by, ...claim } = request.body;
      const actor = requireRight(request, { actions: [], by, stop });
      return run(request, { kind: 'claim', stop: stop.number, by: actor, ...claim, ...seenBy(request) });
    },
  );
  app.patch(
    '/v1/stops/:stop',
    {
      config: { scope: 'resume' },
      schema: { summary: 'Change its text or its end', params, body: amendBody },
    },
    async (request) => {
      const stop = await requireStop(request.params.stop);
      const { by, ...change } = request.body;
      const actions = change.until === undefined ? (['amend'] as const) : (['amend', 'lift'] as const);
      const actor = requireRight(request, { actions, by, stop });
      return run(request, { kind: 'amend', stop: stop.number, by: actor, ...change, ...seenBy(request) });
    },
  );
  app.post(
    '/v1/stops/:stop/lift',
    { config: { scope: 'resume' }, schema: { summary: 'Lift it', params, body: liftBody } },
    async (request) => {
      const stop = await requireStop(request.params.stop);
      const { by, reason } = request.body;
      const actor = requireRight(request, { actions: ['lift'], by, stop });
      const target = { stop: stop.number };
      return run(request, { kind: 'lift', target, by: actor, reason, ...seenBy(request) });
    },
  );
  app.post(
    '/v1/lines/:line/resume',
    {
      config: { scope: 'resume' },
      schema: { summary: 'Lift every stop', params: z.object({ line: lineName }), body: resumeBody },
    },
    async (request) => {
      const { line } = request.params;
      const { by, reason, seen } = request.body;
      requireLines(request.caller, [line]);
      const actor = actorOf(request.caller, by);
      // What is opened after authority was asked for is for another request.
      const open = (await store().readLines()).statuses.get(line)?.stops ?? [];
      const meant = open.filter(({ number }) => seen?.includes(number) !== false);
      for (const stop of meant) requireAuthority(policy(), 'lift', { ...stop, by: actor });
      const target = { line, seen: meant.map(({ number }) => number) };
      return run(request, { kind: 'lift', target, by: actor, reason });
    },
  );
}
