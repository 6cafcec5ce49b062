// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) of the journal as it grows.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StoredEntry } from '../journal/entry.ts';
import { keyOfCaller } from './limits.ts';
import type { Limits } from './limits.ts';
import type { Live } from './live.ts';
import { newPlaces } from './stream-places.ts';

const BEAT_MS = 15_000;
/** Whoever does not read for so long is let go; it can come back, and misses nothing. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
/** When to ask again for a place. */
const RETRY_AFTER_S = 10;

export interface Told {
  /** The last entry that whoever asks has had. */
  readonly after: number;
  readonly format: (entries: readonly StoredEntry[]) => string;
}

/** Sends what comes after an entry, until whoever asked is gone. @throws {AndonError} as Places.take */
export type SendEvents = (request: FastifyRequest, reply: FastifyReply, told: Told) => void;

/** Sends to as many as may watch at once. */
export function openEventStreams(live: Live, limits: Limits): SendEvents {
  const places = newPlaces(limits);
  return (request, reply, { after, format }) => {
    // For those who get no place; a stream has headers of its own.
    void reply.header('retry-after', RETRY_AFTER_S);
    const leave = places.take(keyOfCaller(request));
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
    const leaveAll = (): void => {
      clearInterval(beat);
      end();
      leave();
    };
    stream.on('close', leaveAll);
    // It may have been gone before anything was sent.
    if (stream.destroyed) leaveAll();
  };
}
