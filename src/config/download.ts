// Gets a configuration from a web server, or hears that the copy at hand is still the one.
import { openAgent } from '../http/open-agent.ts';
import { describeStatus, request } from '../http/request.ts';
import type { Answer } from '../http/request.ts';
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
  const agent = openAgent(url, { mostBytes: LARGEST_FILE_BYTES, signal });
  const headers = {
    ...(known.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
  };
  try {
    return await request(url, { agent, signal, headers }, async (answer): Promise<Download> => {
      if (answer.statusCode === 304) return { kind: 'unchanged' };
      if (answer.statusCode === 200)
        return { kind: 'fresh', text: await answer.text(), validators: readValidators(answer.headers) };
      return { kind: 'failed', reason: `the server ${describeStatus(answer.statusCode)}` };
    });
  } catch (error) {
    return { kind: 'failed', reason: describe(error, signal) };
  } finally {
    void agent.destroy();
  }
}

function readValidators(headers: Answer['headers']): Validators {
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
