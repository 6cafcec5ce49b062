// Lets people into the pages that they may see, by their session; those who need one are asked to log in.
import type { FastifyRequest } from 'fastify';
import { allows } from '../access/token.ts';
import type { Viewer } from '../board/viewer.ts';
import type { App } from './app.ts';
import { requireScope } from './caller.ts';
import type { AskForToken } from './guard-access.ts';
import type { TakeTurn } from './limit-rates.ts';
import { requireOwnForm } from './require-own-form.ts';
import type { ServerTools } from './server-tools.ts';
import { readSessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';
import type { Doorman } from './turn-away.ts';

/** What a page may load and do: what comes from this server, and nothing that stands in the page itself. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

export interface PageGuards {
  readonly sessions: Sessions;
  readonly doorman: Doorman;
  readonly askForToken: AskForToken;
  readonly takeTurn: TakeTurn;
}

/** Asks each request for its session. */
export function guardPages(
  app: App,
  { anonymousRead }: Pick<ServerTools, 'anonymousRead'>,
  { sessions, doorman, askForToken, takeTurn }: PageGuards,
): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(HEADERS);
    const id = readSessionCookie(request);
    const found = id === undefined ? undefined : await sessions.find(id);
    if (found !== undefined) {
      request.session = found.session;
      request.caller = found.caller;
    }
    const { scope } = request.routeOptions.config;
    // A feed reader has no session.
    const hasToken = request.method === 'GET' && request.headers.authorization !== undefined;
    if (scope !== undefined && found === undefined && hasToken) return askForToken(request, reply, scope);
    await takeTurn(request, reply);
    if (scope === undefined) return;
    if (found === undefined) {
      if (anonymousRead && scope === 'read') return;
      const next = request.method === 'GET' ? request.url : '/';
      return reply.redirect(`/login?next=${encodeURIComponent(next)}`, 303);
    }
    const { scopes, token } = found.caller;
    if (!allows(scopes, scope)) {
      doorman.requirePatience(request, reply);
      await doorman.deny(request, { why: 'scope', token, wanted: scope });
    }
    requireScope(found.caller, scope);
  });
  // All that changes something is a form of our own, but for the one that begins a session.
  app.addHook('preHandler', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.routeOptions.url !== '/login')
      requireOwnForm(request);
  });
}

/** Says what whoever asks may do on a page. */
export function viewerOf({ caller, session }: FastifyRequest): Viewer {
  return {
    ...(session === undefined ? {} : { name: caller.name }),
    formToken: session?.formToken ?? '',
    mayStop: session !== undefined && allows(caller.scopes, 'stop'),
    mayResume: session !== undefined && allows(caller.scopes, 'resume'),
    seesAll: caller.lines === undefined,
  };
}
