// How long a line was stopped: per week, by cause, and until it ran again. While several stops are open, the time goes
// to the oldest, so that no minute counts twice.
import type { Cause } from '../line/stop.ts';
import type { StopSpan } from './history.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const MONDAY_MS = 4 * DAY_MS;

/** A time in which the line was stopped for one cause; milliseconds since 1970. */
interface Piece {
  readonly cause: Cause;
  readonly from: number;
  readonly until: number;
}

export interface Week {
  /** Its Monday, in milliseconds since 1970. */
  readonly from: number;
  readonly ms: Readonly<Partial<Record<Cause, number>>>;
}

export interface StopTimes {
  /** Oldest first; the last is this week. */
  readonly weeks: readonly Week[];
  /** How often the line was stopped and ran again. */
  readonly resumed: number;
  readonly meanMs?: number;
}

/** Sums up the last `count` weeks. */
export function sumStopTimes(spans: Iterable<StopSpan>, now: string, count = 12): StopTimes {
  const nowMs = Date.parse(now);
  const first = mondayBefore(nowMs) - (count - 1) * WEEK_MS;
  const pieces = cutPieces(spans, nowMs);
  const weeks = Array.from({ length: count }, (_, index): Week => {
    const from = first + index * WEEK_MS;
    const ms: Partial<Record<Cause, number>> = {};
    for (const piece of pieces) {
      const part = Math.min(piece.until, from + WEEK_MS) - Math.max(piece.from, from);
      if (part > 0) ms[piece.cause] = (ms[piece.cause] ?? 0) + part;
    }
    return { from, ms };
  });
  const ended = joinPieces(pieces).filter(({ from, until }) => from >= first && until < nowMs);
  const total = ended.reduce((sum, { from, until }) => sum + until - from, 0);
  return { weeks, resumed: ended.length, ...(ended.length === 0 ? {} : { meanMs: total / ended.length }) };
}

/** Cuts spans into pieces of which no two overlap. */
function cutPieces(spans: Iterable<StopSpan>, nowMs: number): readonly Piece[] {
  const stopped = [...spans].flatMap(({ cause, from, until }): Piece[] =>
    from === undefined
      ? []
      : [{ cause, from: Date.parse(from), until: until === undefined ? nowMs : Date.parse(until) }],
  );
  const pieces: Piece[] = [];
  let covered = -Infinity;
  for (const { cause, from, until } of stopped.sort((a, b) => a.from - b.from)) {
    const start = Math.max(from, covered);
    if (until > start) pieces.push({ cause, from: start, until });
    covered = Math.max(covered, until);
  }
  return pieces;
}

/** Joins pieces that touch: one time of standing still. */
function joinPieces(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.until === piece.from) joined.splice(-1, 1, { ...last, until: piece.until });
    else joined.push(piece);
  }
  return joined;
}

function mondayBefore(ms: number): number {
  return ms - ((((ms - MONDAY_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS);
}
