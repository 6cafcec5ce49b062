// A tracker to be asked: a real HTTP server on a port of its own, which goes away with the test.
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TicketServer {
  /** Where tickets are, with `{key}` in it. */
  readonly url: string;
  /** What was asked for, as it was sent. */
  readonly requests: IncomingMessage[];
  readonly stop: () => Promise<void>;
}

/** Starts a server that answers with this. */
export async function startTicketServer(answer: RequestListener): Promise<TicketServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(stop);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/issue/{key}`, requests, stop };
}
