// One server, asked over HTTP within a time that holds for all of it: connecting, asking again and the answer.
// node:http and no client library: a hook that asks costs half of an empty process more with it, and with undici two
// more processes (src/README.md). It follows no redirect, because nothing here asks it to.
import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import { parseRetryAfter } from '../http/retry-after.ts';
import { describeFailure, readyHint } from './connection-failure.ts';
import type { Failure } from './connection-failure.ts';

export interface ClientOptions {
  readonly url: URL;
  /** The text of the token. */
  readonly token: string;
  /** Certificates that are trusted in place of the system's. */
  readonly trusted?: { readonly file: string; readonly pem: string };
  /** How long one request may take, with all that is tried for it. */
  readonly timeoutMs: number;
  /** When nobody waits any more (milliseconds since 1970), however many requests there were. */
  readonly endAt?: number;
}

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: string;
  /** The same for each time that it is asked: what is written once is not written twice. */
  readonly key?: string;
  /** The calendar that the host goes by. */
  readonly schedule?: string;
}

export type Answered =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      /** How long the server wants to be left alone, where it says so. */
      readonly retryAfterMs?: number;
    }
  | Failure;

export interface Client {
  readonly ask: (asked: Asked) => Promise<Answered>;
  readonly close: () => void;
}

const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
/** Before each further time. */
const PAUSES_MS = [50, 250, 1_000];
/** Those who were told to wait do not all come back at the same moment. */
const SPREAD_MS = 250;

/** Opens a client; it connects when it is asked, and keeps the connection. */
export function openClient({ url, token, trusted, timeoutMs, endAt = Infinity }: ClientOptions): Client {
  let agent: Agent | undefined;

  async function ask(asked: Asked): Promise<Answered> {
    const began = Date.now();
    const end = Math.min(began + timeoutMs, endAt);
    for (let round = 0; ; round++) {
      const answer = await askOnce(asked, { end, began });
      const pauseMs = pauseAfter(answer, round);
      // What was asked for may have been done, and with the same key it is not done again.
      if (Date.now() + pauseMs >= end) return answer;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  async function askOnce(
    { method, path, body, key, schedule }: Asked,
    { end, began }: { readonly end: number; readonly began: number },
  ): Promise<Answered> {
    const isEncrypted = url.protocol === 'https:';
    const { Agent: HttpAgent, request } = isEncrypted
      ? await import('node:https')
      : await import('node:http');
    agent ??= new HttpAgent({ keepAlive: true, maxSockets: 1 });
    const options: RequestOptions = {
      method,
      agent,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(schedule === undefined ? {} : { 'andon-schedule': schedule }),
      },
      ...(trusted === undefined ? {} : { ca: trusted.pem }),
    };
    return new Promise((resolve) => {
      const fail = (error: unknown): void => resolve(describeFailure(error, { url, caFile: trusted?.file }));
      const sent = request(new URL(path, url), options, (response) => {
        void readAnswer(response, url).then(resolve, fail);
      });
      const timer = setTimeout(
        () => {
          // Nothing is left of the time to ask again in.
          const problem = `no answer within ${((end - began) / 1_000).toFixed(1)} seconds`;
          resolve({ kind: 'failed', problem, hints: [readyHint(url)], isPassing: false });
          sent.destroy();
        },
        Math.max(0, end - Date.now()),
      );
      sent.on('close', () => clearTimeout(timer));
      sent.on('error', fail);
      sent.end(body);
    });
  }

  return { ask, close: () => agent?.destroy() };
}

async function readAnswer(response: IncomingMessage, url: URL): Promise<Answered> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER_BYTES) {
      response.destroy();
      const problem = `the answer has more than ${LARGEST_ANSWER_BYTES} bytes`;
      return {
        kind: 'failed',
        problem,
        hints: [`See what answers there: curl -i ${url.origin}/readyz`],
        isPassing: false,
      };
    }
    chunks.push(chunk);
  }
  const { statusCode: status = 0, headers } = response;
  const retryAfterMs = parseRetryAfter(headers['retry-after'], Date.now());
  const body = Buffer.concat(chunks).toString();
  return { kind: 'answered', status, body, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Returns for how long to wait before asking again; Infinity where that is of no use. */
function pauseAfter(answer: Answered, round: number): number {
  const pauseMs = PAUSES_MS[round] ?? Infinity;
  if (answer.kind === 'failed') return answer.isPassing ? pauseMs : Infinity;
  const { status, retryAfterMs } = answer;
  // The server, or what is in between, was away for a moment.
  if ([502, 503, 504].includes(status)) return Math.max(pauseMs, retryAfterMs ?? 0);
  if (status !== 429 || retryAfterMs === undefined) return Infinity;
  // There were too many at once, and the turn of this one comes: it is asked for as long as there is time.
  return Math.max(PAUSES_MS[round] ?? 1_000, retryAfterMs + SPREAD_MS * Math.random());
}
