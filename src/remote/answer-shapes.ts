// What the answers of a server have to be, as far as somebody goes by it here: a hook must not stumble over what comes
// from elsewhere, git must get no option in place of an object, and nobody's terminal a command.
import { CAUSES } from '../line/stop.ts';
import { parseOid } from '../ref/oid.ts';
import { NAME } from '../text/name.ts';
import { has, isCount, isText, isTime, listOf, mapOf, oneOf, textLike } from './shape.ts';
import type { Shape } from './shape.ts';

const isOid: Shape = (value) => typeof value === 'string' && parseOid(value) !== undefined;
const isOidOrNone: Shape = (value) => value === null || isOid(value);
const isLineName = textLike(NAME);

const PLACE = { repository: isText, ref: isText, order: isCount };

/** A stop as a line has it (line/stop.ts). */
export const isStop = has(
  {
    number: isCount,
    line: isLineName,
    level: oneOf('stop', 'caution'),
    cause: oneOf(...CAUSES),
    summary: isText,
    by: isText,
    since: isTime,
  },
  {
    url: isText,
    build: isText,
    commit: isOid,
    lastGood: isOid,
    stopsAt: isTime,
    until: isTime,
    escalatedAt: isTime,
    freeze: has({ name: isText }),
    alert: has({ source: isText, key: isText }),
    failing: has({ ...PLACE, job: isText }),
    claim: has({ by: isText, at: isTime }, { firstAt: isTime, eta: isTime }),
    fix: has({ ...PLACE, pusher: isText, commit: isOid, at: isTime }, { url: isText, failed: isText }),
    lifted: has({ by: isText, at: isTime, reason: isText }),
  },
);

/** How the lines are. */
export const isLines = has({
  head: has({ seq: isCount, hash: isText }),
  now: isTime,
  tag: isText,
  lines: listOf(
    has(
      {
        line: isLineName,
        status: oneOf('running', 'cautioned', 'stopped'),
        stops: listOf(isStop),
        repositories: listOf(isText),
      },
      { since: isTime },
    ),
  ),
});

const isJudged = has({ kind: oneOf('judged'), seq: isCount });
const isLookAgain = has({ kind: oneOf('look-again'), basis: isCount });
const isJudgeAgain = has({ kind: oneOf('judge-again'), lines: isLines });

/** What became of a push. */
export const isAdmitted: Shape = (value) => isJudged(value) || isLookAgain(value) || isJudgeAgain(value);

/** What a write has put on record. */
export const isWritten = has({ entries: listOf(has({ kind: isText, seq: isCount, at: isTime })) });

export const isIntents = has({
  intents: listOf(
    has({
      push: isText,
      seq: isCount,
      at: isTime,
      repository: isText,
      pusher: isText,
      receiver: has({ host: isText, pid: isCount }),
      updates: listOf(has({ ref: isText, old: isOidOrNone, new: isOidOrNone }, { target: isText })),
      seen: mapOf(isText),
    }),
  ),
});
export const isTips = has({ tips: mapOf(has({ value: isOidOrNone, seq: isCount })) });
export const isJournal = has(
  { entries: listOf(has({ seq: isCount, body: isText, hash: isText })) },
  { next: isCount },
);
export const isStops = has({ stops: listOf(isStop) }, { next: isCount });
export const isPlaces = has({ places: listOf(has(PLACE, { behind: isCount })) });
export const isArrivals = has({
  arrivals: listOf(
    has(
      { ...PLACE, old: isOidOrNone, new: isOidOrNone, at: isTime },
      { push: isText, pusher: isText, subject: isText },
    ),
  ),
});
export const isWaiting = has({ waiting: listOf(isText) });

const isBuild = has({ build: isText, revision: isOid, order: isCount, startedAt: isTime }, { url: isText });
export const isJobs = has({
  jobs: listOf(
    has({
      line: isLineName,
      job: isText,
      repository: isText,
      ref: isText,
      state: has(
        { failures: listOf(isBuild), running: listOf(isBuild) },
        { lastGood: isBuild, heard: has({ order: isCount, at: isTime }) },
      ),
    }),
  ),
});
