// Makes a request over HTTP: to addresses that were checked, without redirects, without a word of the URL in what it
// says, because the path of a webhook is often its password.
import type { LookupFunction } from 'node:net';
import { checkHost } from '../http/address-guard.ts';
import { openAgent } from '../http/open-agent.ts';
import { describeStatus, request } from '../http/request.ts';
import type { Answer } from '../http/request.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import type { Sent } from '../notify/deliver.ts';
import type { Failure } from '../notify/delivery.ts';
import { systemCodeOf } from '../text/andon-error.ts';

const LONGEST_ANSWER_BYTES = 1 << 16;

export interface Outgoing {
  /** What is posted; without it the request is a GET. */
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly allowPrivate: readonly string[];
  readonly signal: AbortSignal;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

/** Makes a request to a URL; sent is what is answered with 2xx (RFC 9110). */
export async function sendRequest(text: string, outgoing: Outgoing): Promise<Sent> {
  const { allowPrivate, signal, now, ...asked } = outgoing;
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
      return await request(url, { agent, signal, ...asked }, (answer): Sent => {
        const { statusCode } = answer;
        const told = `the server ${describeStatus(statusCode)}`;
        if (statusCode >= 200 && statusCode < 300) return { kind: 'sent', answer: told };
        return { ...failed(told), ...whetherAgain(answer, now()) };
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

/**
 * What the answer says of another attempt. 410 is gone for good: Standard Webhooks has the sender disable the
 * channel, but whoever has the webhook must not be able to switch off announcements unseen. So each announcement is
 * tried once, and put aside. Everything else may be mended while it is tried again: a URL, a secret, a route.
 */
function whetherAgain({ statusCode, headers }: Answer, now: number): Partial<Failure> {
  if (statusCode === 410) return { isFinal: true };
  if (statusCode !== 429 && statusCode !== 503) return {};
  const retryAfterMs = parseRetryAfter(headers['retry-after'], now);
  return retryAfterMs === undefined ? {} : { retryAfterMs };
}

function failed(problem: string): Sent {
  return { kind: 'failed', problem };
}
