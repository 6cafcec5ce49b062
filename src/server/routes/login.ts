// Begins and ends the sessions of people: a token is shown once, and a cookie stands for it from then on.
import { z } from 'zod';
import { loginPage } from '../../board/small-pages.ts';
import type { App } from '../app.ts';
import { identify } from '../caller.ts';
import { requireOwnPage } from '../require-own-form.ts';
import type { ServerTools } from '../server-tools.ts';
import { formatSessionCookie, readSessionCookie } from '../session-cookie.ts';
import type { Sessions } from '../sessions.ts';
import type { Doorman } from '../turn-away.ts';
import { PAGE } from '../page.ts';
import type { SendPage } from '../page.ts';

/** A path of this server and nothing else: `//evil.example` and `/\evil.example` lead elsewhere. */
const next = z
  .string()
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/)
  .max(2_000)
  .catch('/');
const querystring = z.object({ next: next.default('/') });
const body = z.strictObject({ token: z.string().trim().max(200), next: next.default('/') });

export interface LoginTools {
  readonly sessions: Sessions;
  readonly doorman: Doorman;
  readonly sendPage: SendPage;
}

export function serveLogin(app: App, tools: ServerTools, { sessions, doorman, sendPage }: LoginTools): void {
  const page = { config: { isPage: true } } as const;
  app.get('/login', { ...page, schema: { ...PAGE.schema, querystring } }, async (request, reply) =>
    request.session === undefined
      ? sendPage(request, reply, loginPage(request.query.next))
      : reply.redirect(request.query.next, 303),
  );
  app.post('/login', { ...page, schema: { ...PAGE.schema, body } }, async (request, reply) => {
    requireOwnPage(request);
    const { token, next } = request.body;
    const found = await identify(`Bearer ${token}`, tools);
    if (found.kind === 'known' && found.caller.token !== undefined) {
      const id = await sessions.open(found.caller.token);
      return reply.header('set-cookie', formatSessionCookie(request, id)).redirect(next, 303);
    }
    doorman.requirePatience(request, reply);
    if (found.kind === 'denied') await doorman.deny(request, { why: found.why, token: found.token });
    const wrong = 'This token is not known, or no longer in force.';
    return sendPage(request, reply.code(401), loginPage(next, wrong));
  });
  app.post('/logout', { ...page, ...PAGE }, async (request, reply) => {
    const id = readSessionCookie(request);
    if (id !== undefined) await sessions.close(id);
    return reply.header('set-cookie', formatSessionCookie(request)).redirect('/', 303);
  });
}
