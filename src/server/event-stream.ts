// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) of the journal as it grows.
import type { FastifyReply } from 'fastify';
import type { StoredEntry } from '../journal/entry.ts';
import type { Live } from './live.ts';

const BEAT_MS = 15_000;
/** Whoever does not read for so long is let go; it can come back, and misses nothing. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

/** Sends what comes after an entry, until whoever asked is gone. */
export function sendEvents(
  reply: FastifyReply,
  live: Live,
  { after, format }: { readonly after: number; readonly format: (entries: readonly StoredEntry[]) => string },
): void {
  reply.hijack();
  const stream = reply.raw;
  stream.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // What stands in between must not wait for more.
    'x-accel-buffering': 'no',
  });
  stream.write(': andon\n\n');
  const end = live.watch(
    after,
    (entries) => {
      stream.write(format(entries));
      if (stream.writableLength > MOST_WAITING_BYTES) stream.destroy();
    },
    () => stream.end(),
  );
  const beat = setInterval(() => void stream.write(':\n\n'), BEAT_MS);
  stream.on('close', () => {
    clearInterval(beat);
    end();
  });
}
