// Streams of events of the journal as it grows, for as many as may watch at once.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newEventWriter } from './event-writer.ts';
import type { Told } from './event-writer.ts';
import { keyOfCaller } from './limits.ts';
import type { Limits } from './limits.ts';
import type { Live } from './live.ts';
import { newPlaces } from './stream-places.ts';

const BEAT_MS = 15_000;
/** When to ask again for a place. */
const RETRY_AFTER_S = 10;

/** Sends what comes after an entry, until whoever asked is gone. @throws {AndonError} as Places.take */
export type SendEvents = (request: FastifyRequest, reply: FastifyReply, told: Told) => void;

/** Has nobody watch yet. */
export function openEventStreams(live: Live, limits: Limits): SendEvents {
  const places = newPlaces(limits);
  return (request, reply, told) => {
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
    const writer = newEventWriter(stream, told);
    const end = live.watch(told.after, writer.take, () => stream.end());
    const beat = setInterval(writer.beat, BEAT_MS);
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
