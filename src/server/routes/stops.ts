// Stops: opened, claimed, changed and lifted by people, within what the configuration of the server lets them.
import { z } from 'zod';
import { tagOfStop } from '../../push/line-tag.ts';
import type { App } from '../app.ts';
import { requireLines } from '../caller.ts';
import { lineActs } from '../line-acts.ts';
import { amendBody, claimBody, liftBody, resumeBody, stopBody } from '../schemas/stop-bodies.ts';
import { lineName, pageQuery, stopNumber } from '../schemas/values.ts';
import type { ServerTools } from '../server-tools.ts';

const params = z.object({ stop: stopNumber });
const querystring = pageQuery.extend({
  /** One line, or several. */
  line: z.union([z.array(lineName), lineName.transform((line) => [line])]).exactOptional(),
  open: z.stringbool().exactOptional(),
});

export function serveStops(app: App, tools: ServerTools): void {
  const acts = lineActs(tools);
  app.get(
    '/v1/stops',
    {
      config: { scope: 'read' },
      schema: { summary: 'Stops by number; go on after (or before) `next`', querystring },
    },
    async ({ caller, query: { line: lines, open: isOpen, newest: newestFirst, ...page } }) => {
      if (lines !== undefined) requireLines(caller, lines);
      const wanted = lines ?? caller.lines;
      return tools.store().readStops({
        ...page,
        newestFirst,
        ...(wanted === undefined ? {} : { lines: wanted }),
        ...(isOpen === undefined ? {} : { isOpen }),
      });
    },
  );
  app.get(
    '/v1/stops/:stop',
    { config: { scope: 'read' }, schema: { summary: 'A stop, open or not', params } },
    async (request, reply) => {
      const stop = await acts.requireStop(request.params.stop);
      requireLines(request.caller, [stop.line]);
      void reply.header('etag', `"${tagOfStop(stop)}"`);
      return stop;
    },
  );
  app.post(
    '/v1/stops',
    { config: { scope: 'stop' }, schema: { summary: 'Stop a line, or caution it', body: stopBody } },
    async (request, reply) => reply.code(201).send(await acts.open(request, request.body)),
  );
  app.post(
    '/v1/stops/:stop/claim',
    { config: { scope: 'stop' }, schema: { summary: 'Say that one is on it', params, body: claimBody } },
    async (request) => acts.claim(request, request.params.stop, request.body),
  );
  app.patch(
    '/v1/stops/:stop',
    {
      config: { scope: 'resume' },
      schema: { summary: 'Change its text or its end', params, body: amendBody },
    },
    async (request) => acts.amend(request, request.params.stop, request.body),
  );
  app.post(
    '/v1/stops/:stop/lift',
    { config: { scope: 'resume' }, schema: { summary: 'Lift it', params, body: liftBody } },
    async (request) => acts.lift(request, request.params.stop, request.body),
  );
  app.post(
    '/v1/lines/:line/resume',
    {
      config: { scope: 'resume' },
      schema: { summary: 'Lift every stop', params: z.object({ line: lineName }), body: resumeBody },
    },
    async (request) => acts.resume(request, request.params.line, request.body),
  );
}
