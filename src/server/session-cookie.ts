// The cookie of a session: no script reads it, and no other site has it sent along.
import type { FastifyRequest } from 'fastify';

/** Over https under a name that browsers let nobody but this very host set (RFC 6265bis, __Host-). */
const nameOf = ({ protocol }: FastifyRequest): string =>
  protocol === 'https' ? '__Host-andon-session' : 'andon-session';

export function readSessionCookie(request: FastifyRequest): string | undefined {
  const name = nameOf(request);
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== '') return value;
  }
  return undefined;
}

/** Writes the header that sets the cookie; without an id, the one that takes it away. */
export function formatSessionCookie(request: FastifyRequest, id?: string): string {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  return `${nameOf(request)}=${id ?? ''}; Path=/; HttpOnly; SameSite=Strict${id === undefined ? '; Max-Age=0' : ''}${secure}`;
}
