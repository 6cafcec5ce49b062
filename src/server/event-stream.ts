// Streams of events of the journal as it grows, for as many as may watch at once.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newEventWriter } from './event-writer.ts';
import type { Told } from './event-writer.ts';
import { keyOfCaller } from './limits.ts';
import type { Limits } from './limits.ts';
import type { Live, Watcher } from './live.ts';
import { isRevokedIn, staysOpen } from './stays-open.ts';
import type { StayTools } from './stays-open.ts';
import { newPlaces } from './stream-places.ts';

const BEAT_MS = 15_000;
/** When to ask again for a place. */
const RETRY_AFTER_S = 10;

/** Sends what comes after an entry, until whoever asked is gone. @throws {AndonError} as Places.take */
export type SendEvents = (request: FastifyRequest, reply: FastifyReply, told: Told) => void;

/** Has nobody watch yet. */
export function openEventStreams(
  live: Live,
  limits: Limits,
  tools: StayTools & { readonly onError: (error: unknown) => void },
): SendEvents {
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
    const take: Watcher = (entries) => {
      if (!isRevokedIn(entries, request.caller.token)) return writer.take(entries);
      stream.end();
      return undefined;
    };
    const end = live.watch(told.after, take, () => stream.end());
    const lookAgain = async (): Promise<void> => {
      writer.beat();
      // A token has its time, and people log out.
      if (!(await staysOpen(request, tools))) stream.end();
    };
    const beat = setInterval(() => void lookAgain().catch(tools.onError), BEAT_MS);
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
