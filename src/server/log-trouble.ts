// Logs what goes wrong while nobody asks: again and again each second, until a database is back, and said once a minute.
import type { FastifyBaseLogger } from 'fastify';
import { AndonError } from '../text/andon-error.ts';

const AGAIN_MS = 60_000;
/** Different troubles at once; of more, some are said again sooner. */
const MOST_KNOWN = 100;

/** Begins with nothing said. `now` gives the time in milliseconds. */
export function newTroubleLog(
  logger: FastifyBaseLogger | false,
  now: () => number = Date.now,
): (error: unknown) => void {
  const saidAt = new Map<string, number>();
  return (error) => {
    if (logger === false) return;
    const text = String(error);
    const last = saidAt.get(text);
    if (last !== undefined && now() - last < AGAIN_MS) return;
    if (saidAt.size >= MOST_KNOWN) saidAt.clear();
    saidAt.set(text, now());
    // What a person can mend needs no stack.
    if (error instanceof AndonError) logger.warn({ code: error.code, hints: error.hints }, error.message);
    else logger.error(error);
  };
}
