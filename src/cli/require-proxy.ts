// The addresses of proxies whose word is taken.
import { isIP } from 'node:net';
import { invalid } from '../text/invalid.ts';

/** What fastify knows by a name. */
const NAMED: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** Returns what can be trusted. @throws {AndonError} `value-invalid` */
export function requireProxy(text: string): string {
  const [address = '', length = '0', ...more] = text.split('/');
  const family = isIP(address);
  const isRange = family !== 0 && more.length === 0 && /^\d{1,3}$/.test(length);
  if (NAMED.includes(text) || (isRange && Number(length) <= (family === 4 ? 32 : 128))) return text;
  throw invalid(`"${text}" is no address of a proxy`, 'Such as 127.0.0.1, ::1, 10.0.0.0/8 or loopback');
}
