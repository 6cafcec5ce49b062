// Posts JSON over HTTP: to addresses that were checked, without redirects, without a word of the URL in what it
// says, because the path of a webhook is often its password.
import type { LookupFunction } from 'node:net';
import { checkHost } from '../http/address-guard.ts';
import { openAgent } from '../http/open-agent.ts';
import { describeStatus, request } from '../http/request.ts';
import type { Sent } from '../notify/deliver.ts';
import { systemCodeOf } from '../text/andon-error.ts';

const LONGEST_ANSWER_BYTES = 1 << 16;

export interface Post {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly allowPrivate: readonly string[];
  readonly signal: AbortSignal;
}

/** Posts to a URL; sent is what is answered with 2xx (RFC 9110). */
export async function postJson(text: string, { body, headers, allowPrivate, signal }: Post): Promise<Sent> {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return failed('the URL is neither https: nor http:');
  try {
    const isEncrypted = url.protocol === 'https:';
    const host = await checkHost(url.hostname, { allowed: allowPrivate, isEncrypted });
    if (host.kind === 'refused') return failed(host.problem);
    const lookup = answerWith(host.addresses);
    const agent = openAgent(url.href, { mostBytes: LONGEST_ANSWER_BYTES, lookup, signal });
    try {
      return await request(url, { agent, signal, headers, body }, ({ statusCode }): Sent => {
        const answer = `the server ${describeStatus(statusCode)}`;
        return statusCode >= 200 && statusCode < 300 ? { kind: 'sent', answer } : failed(answer);
      });
    } finally {
      void agent.destroy();
    }
  } catch (error) {
    // No message of an error: it may quote the URL.
    return failed(`the request failed (${systemCodeOf(error) ?? 'internal error'})`);
  }
}

/** Stands in for resolving: the name was resolved, and the answer was checked. */
function answerWith(addresses: readonly { address: string; family: number }[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

function failed(problem: string): Sent {
  return { kind: 'failed', problem };
}
