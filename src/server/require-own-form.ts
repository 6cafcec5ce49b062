// Lets nothing be done from a page of another site: the browser says where a form is from, and each form of a session
// has in it what no other site can know.
import type { FastifyRequest } from 'fastify';
import { AndonError } from '../text/andon-error.ts';
import { isSame } from './is-same.ts';

/** @throws {AndonError} `access-denied` for what a page of ours did not send */
export function requireOwnPage({ headers, host }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  // Browsers say so to https and to localhost alone; to all others they give the origin.
  const isOwn = site === undefined ? hostOf(headers.origin) === host : site === 'same-origin';
  if (!isOwn) throw denied('This was not sent from a page of this server');
}

/** @throws {AndonError} `access-denied` for a form that is not of the session's own pages */
export function requireOwnForm(request: FastifyRequest): void {
  requireOwnPage(request);
  const { session, body } = request;
  const given = (body as { readonly formToken?: unknown } | undefined)?.formToken;
  const isOwn = session !== undefined && typeof given === 'string' && isSame(session.formToken, given);
  if (!isOwn) throw denied('This form is not of the session that it was sent in');
}

function hostOf(origin: string | undefined): string | undefined {
  return origin === undefined ? undefined : URL.parse(origin)?.host;
}

function denied(message: string): AndonError {
  return new AndonError('access-denied', message, {
    kind: 'usage',
    hints: ['Load the page again, and send it from there', 'Programs use the API: /openapi.json'],
  });
}
