// Makes a request over HTTP (RFC 9110). Redirects are never followed: they would lead past every check of an address.
import { request as dispatch } from 'undici';
import type { Agent } from 'undici';

export interface RequestOptions {
  readonly agent: Agent;
  /** The one that the agent was opened with. */
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is posted; without it the request is a GET. */
  readonly body?: string;
}

export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: () => Promise<string>;
}

/** Makes a request and has `read` take what it needs of the answer. */
export async function request<T>(
  url: string | URL,
  { agent, signal, headers, body: posted }: RequestOptions,
  read: (answer: Answer) => T | Promise<T>,
): Promise<T> {
  const {
    statusCode,
    headers: answered,
    body,
  } = await dispatch(url, {
    ...(posted === undefined ? {} : { method: 'POST', body: posted }),
    headers: { 'user-agent': 'andon', ...headers },
    dispatcher: agent,
    signal,
  });
  try {
    return await read({ statusCode, headers: answered, text: async () => body.text() });
  } finally {
    // Nobody reads on: an answer that has no end must hold up nothing.
    body.on('error', () => undefined).destroy();
  }
}

/** Says what was answered where it is nothing that helps, to follow the name of who did. */
export function describeStatus(code: number): string {
  return `answered ${code}${code >= 300 && code < 400 ? ', and redirects are not followed' : ''}`;
}
