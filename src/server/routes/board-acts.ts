// What people do on the pages: the forms, and after each the page that it was sent from.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../app.ts';
import { lineActs } from '../line-acts.ts';
import { liftBody, stopBody } from '../schemas/stop-bodies.ts';
import { lineName, stopNumber } from '../schemas/values.ts';
import type { ServerTools } from '../server-tools.ts';
import { PAGE } from '../page.ts';

const formToken = z.string();
const cordForm = z.strictObject({ ...stopBody.pick({ summary: true, level: true }).shape, formToken });
const claimForm = z.strictObject({ formToken });
const liftForm = z.strictObject({ ...liftBody.pick({ reason: true }).shape, formToken });
const seen = z
  .string()
  .regex(/^\d{1,12}(?:,\d{1,12}){0,999}$/)
  .transform((text) => text.split(',').map(Number));
const resumeForm = liftForm.extend({ seen });
const line = z.object({ line: lineName });
const stop = z.object({ stop: stopNumber });

export function serveBoardActs(app: App, tools: ServerTools): void {
  const acts = lineActs(tools);
  const act = (scope: 'stop' | 'resume') => ({ config: { scope, isPage: true } }) as const;
  app.post(
    '/lines/:line/stops',
    { ...act('stop'), schema: { ...PAGE.schema, params: line, body: cordForm } },
    async (request, reply) => {
      const { summary, level } = request.body;
      await acts.open(request, { line: request.params.line, cause: 'person', summary, level });
      return goBack(request, reply);
    },
  );
  app.post(
    '/stops/:stop/claim',
    { ...act('stop'), schema: { ...PAGE.schema, params: stop, body: claimForm } },
    async (request, reply) => {
      await acts.claim(request, request.params.stop, {});
      return goBack(request, reply);
    },
  );
  app.post(
    '/stops/:stop/lift',
    { ...act('resume'), schema: { ...PAGE.schema, params: stop, body: liftForm } },
    async (request, reply) => {
      await acts.lift(request, request.params.stop, { reason: request.body.reason });
      return goBack(request, reply);
    },
  );
  app.post(
    '/lines/:line/resume',
    { ...act('resume'), schema: { ...PAGE.schema, params: line, body: resumeForm } },
    async (request, reply) => {
      const { reason, seen } = request.body;
      await acts.resume(request, request.params.line, { reason, seen });
      return goBack(request, reply);
    },
  );
}

/** Leads to the page that the form was on: its path alone, whatever host the header names. */
function goBack({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const from = headers.referer === undefined ? null : URL.parse(headers.referer);
  const path = from !== null && /^https?:$/.test(from.protocol) ? `${from.pathname}${from.search}` : '/';
  return reply.redirect(path.startsWith('//') ? '/' : path, 303);
}
