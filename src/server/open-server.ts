// The server as an app: schemas, access, errors and routes. What it listens on is for the caller to say.
import swagger from '@fastify/swagger';
import { fastify, LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { App } from './app.ts';
import { describeRoute } from './describe-route.ts';
import { openEventStreams } from './event-stream.ts';
import { guardAccess } from './guard-access.ts';
import { limitRates } from './limit-rates.ts';
import { LIMITS } from './limits.ts';
import type { Limits } from './limits.ts';
import { serveMetrics } from './metrics.ts';
import { problemOf } from './problem.ts';
import { serveBoard } from './routes/board.ts';
import { serveCalendars } from './routes/calendars.ts';
import { serveEvents } from './routes/events.ts';
import { serveHealth } from './routes/health.ts';
import { serveJournal } from './routes/journal.ts';
import { serveLines } from './routes/lines.ts';
import { servePushes } from './routes/pushes.ts';
import { serveReports } from './routes/reports.ts';
import { serveStops } from './routes/stops.ts';
import { serveWebhooks } from './routes/webhooks.ts';
import type { ServerTools } from './server-tools.ts';
import { newSessions } from './sessions.ts';
import { newDoorman } from './turn-away.ts';

export interface ServerOptions {
  readonly logger: FastifyBaseLogger | false;
  /** Addresses of proxies whose word on where a request is from is taken. */
  readonly trustedProxies: readonly string[];
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  /** Those of LIMITS unless given. */
  readonly limits?: Partial<Limits>;
}

/** What anybody may have us read; routes that take more ask for a token first. */
const LARGEST_BODY_BYTES = 64 * 1024;

/** Builds the app; it listens to nothing yet. */
export async function openServer(tools: ServerTools, options: ServerOptions): Promise<App> {
  const { logger, trustedProxies, tls } = options;
  const app = fastify({
    ...(logger === false ? { logger } : { loggerInstance: logger }),
    // Those who only look, and are let, are not worth two lines each.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY_BYTES,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    // A request that comes a byte at a time holds a connection, and no more than this.
    requestTimeout: 30_000,
    connectionTimeout: 0,
    // What is under way is answered; who only watches is let go.
    forceCloseConnections: 'idle',
    frameworkErrors: sendProblem,
    ...(tls === undefined ? {} : { https: tls }),
  } as object).withTypeProvider<ZodTypeProvider>() as unknown as App;
  app.setValidatorCompiler(validatorCompiler);
  // What is sent is made by us; its types are checked when it is compiled.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler(() => {
    throw Object.assign(new Error('There is nothing here'), { statusCode: 404 });
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'andon', version: '0.1.0', description: 'Stops the production line of a git server.' },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: describeRoute,
  });
  const limits = { ...LIMITS, ...options.limits };
  const doorman = newDoorman(tools);
  const takeTurn = await limitRates(app, limits);
  const askForToken = guardAccess(app, tools, { doorman, takeTurn });
  app.addHook('onResponse', logRequest);
  app.addHook('onResponse', ({ method }, _reply, done) => {
    // Whatever a write has put on record, those who watch hear of it.
    if (method !== 'GET') tools.live.nudge();
    done();
  });
  for (const serve of [
    serveCalendars,
    serveHealth,
    serveLines,
    serveStops,
    servePushes,
    serveReports,
    serveJournal,
  ])
    serve(app, tools);
  serveWebhooks(app, tools, doorman);
  const sessions = newSessions(tools);
  const sendEvents = openEventStreams(tools.live, limits, {
    ...tools,
    sessions,
    onError: (error) => app.log.error(error),
  });
  serveEvents(app, tools, sendEvents);
  await serveMetrics(app, tools);
  await serveBoard(app, tools, { sessions, doorman, askForToken, takeTurn, sendEvents });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await app.ready();
  return app;
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error);
  if (problem.status >= 500) request.log.error(error);
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

function logRequest(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { method, url, ip, log, caller } = request;
  const { statusCode: status, elapsedTime } = reply;
  if (method !== 'GET' || status >= 400)
    log.info({ method, url, from: ip, by: caller.name, status, ms: Math.round(elapsedTime) }, 'request');
  done();
}
