// Gets a configuration from a web server, or hears that the copy at hand is still the one.
import { request } from 'undici';
import { openAgent } from '../http/open-agent.ts';
import { systemCodeOf } from '../text/andon-error.ts';
import { LARGEST_FILE_BYTES } from './load.ts';

/** What a server says of a copy (RFC 9110, section 8.8). */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export type Download =
  | { readonly kind: 'fresh'; readonly text: string; readonly validators: Validators }
  | { readonly kind: 'unchanged' }
  /** The reason is a clause that can follow a colon. */
  | { readonly kind: 'failed'; readonly reason: string };

/** A commit may wait for this. */
const DEADLINE_MS = 5_000;

/** Downloads a configuration; `known` are the validators of the copy at hand. */
export async function download(url: string, known: Validators): Promise<Download> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const agent = openAgent(url, { mostBytes: LARGEST_FILE_BYTES });
  // undici tells a request that its signal was aborted once it is connected, and not before.
  signal.addEventListener('abort', () => void agent.destroy());
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      signal,
      headers: {
        'user-agent': 'andon',
        ...(known.etag === undefined ? {} : { 'if-none-match': known.etag }),
        ...(known.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
      },
    });
    if (statusCode === 304) return { kind: 'unchanged' };
    if (statusCode === 200)
      return { kind: 'fresh', text: await body.text(), validators: readValidators(headers) };
    // Nobody reads on: an answer that has no end must not hold up the commit.
    body.on('error', () => undefined).destroy();
    const moved = statusCode >= 300 && statusCode < 400 ? ', and redirects are not followed' : '';
    return { kind: 'failed', reason: `the server answered ${statusCode}${moved}` };
  } catch (error) {
    return { kind: 'failed', reason: describe(error, signal) };
  } finally {
    void agent.destroy();
  }
}

function readValidators(headers: Readonly<Record<string, string | string[] | undefined>>): Validators {
  const { etag, 'last-modified': lastModified } = headers;
  return {
    ...(typeof etag === 'string' ? { etag } : {}),
    ...(typeof lastModified === 'string' ? { lastModified } : {}),
  };
}

function describe(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return `there was no answer within ${DEADLINE_MS / 1_000} seconds`;
  const code = systemCodeOf(error);
  if (code === undefined) throw error;
  return code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE'
    ? `the answer has more than ${LARGEST_FILE_BYTES} bytes`
    : code;
}
