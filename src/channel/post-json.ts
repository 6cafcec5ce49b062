// Posts JSON over HTTP: to addresses that were checked, without redirects, without a word of the URL in what it
// says, because the path of a webhook is often its password.
import type { LookupFunction } from 'node:net';
import { request } from 'undici';
import { checkHost } from '../http/address-guard.ts';
import { openAgent } from '../http/open-agent.ts';
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
    if (signal.aborted) return failed('no answer in time');
    const agent = openAgent(url.href, {
      mostBytes: LONGEST_ANSWER_BYTES,
      lookup: answerWith(host.addresses),
    });
    signal.addEventListener('abort', () => void agent.destroy());
    try {
      const { statusCode, body: answer } = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headers: { 'user-agent': 'andon', ...headers },
        body,
        signal,
      });
      // Nobody reads it: it may be endless.
      answer.on('error', () => undefined).destroy();
      if (statusCode >= 200 && statusCode < 300)
        return { kind: 'sent', answer: `the server answered ${statusCode}` };
      const isRedirect = statusCode >= 300 && statusCode < 400;
      return failed(
        `the server answered ${statusCode}${isRedirect ? ', and redirects are not followed' : ''}`,
      );
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
