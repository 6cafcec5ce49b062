// andon stop LINE -m TEXT: pulls the cord.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { requireLineName } from '../line/line-name.ts';
import { requireLink, requireOid } from '../push/require-value.ts';
import { parseDuration, DURATION_RULE } from '../text/duration.ts';
import { invalid } from '../text/invalid.ts';
import { MOMENT_RULE, parseMoment } from '../text/moment.ts';
import { formatTime } from '../text/utc-time.ts';
import { commonOptions, openFor } from './context.ts';
import type { Action } from './context.ts';
import { reportEntries } from './print-entries.ts';
import { requireAuthority } from '../push/require-authority.ts';

/** The option of the commands that give a stop its end. */
export const untilOption = optional(
  option('--until', string({ metavar: 'TIME' }), {
    description: message`Lift it by itself: after 2h, at 18:00 (UTC), or at 2026-12-18T17:00Z.`,
  }),
);

const flags = object({
  ...commonOptions,
  line: argument(string({ metavar: 'LINE' })),
  message: option('-m', '--message', string({ metavar: 'TEXT' }), { description: message`What is wrong.` }),
  build: optional(
    option('--build', string({ metavar: 'ID' }), { description: message`The build that failed.` }),
  ),
  url: optional(option('--url', string({ metavar: 'URL' }), { description: message`Where to read more.` })),
  commit: optional(
    option('--commit', string({ metavar: 'OID' }), { description: message`The commit that failed.` }),
  ),
  lastGood: optional(
    option('--last-good', string({ metavar: 'OID' }), {
      description: message`The last revision that was good.`,
    }),
  ),
  caution: optional(
    option('--caution', string({ metavar: 'TIME' }), {
      description: message`Warn only, and stop after this time: 30m.`,
    }),
  ),
  until: untilOption,
});

export const stopCommand = command(
  'stop',
  map(flags, (given): Action => async (context) => {
    const suite = await openFor(given, context);
    const { url, build, commit, lastGood } = given;
    const line = requireLineName(given.line);
    const cause = build === undefined ? 'person' : 'build';
    requireAuthority(suite.policy, 'stop', { line, cause, by: context.by });
    const entries = await suite.openStore().command({
      kind: 'open',
      line,
      level: given.caution === undefined ? 'stop' : 'caution',
      cause,
      summary: given.message,
      by: context.by,
      ...(url === undefined ? {} : { url: requireLink(url) }),
      ...(build === undefined ? {} : { build }),
      ...(commit === undefined ? {} : { commit: requireOid(commit) }),
      ...(lastGood === undefined ? {} : { lastGood: requireOid(lastGood) }),
      ...(given.until === undefined ? {} : { until: requireEnd(given.until, context.now()) }),
      ...(given.caution === undefined ? {} : { stopsAt: timeAfter(given.caution, context.now()) }),
    });
    return reportEntries(entries, suite, { ...given, ...context });
  }),
  { description: message`Stop a line: no push enters it but the fix.` },
);

/** Returns the time that `--until` names. @throws {AndonError} `value-invalid` */
export function requireEnd(text: string, now: Date): string {
  const end = parseMoment(text, now.getTime());
  if (end === undefined) throw invalid(`"${text}" is not a time`, `Expected ${MOMENT_RULE}`);
  if (end > now.getTime()) return formatTime(end);
  throw invalid(`"${text}" is over, and a stop ends later than now`, `Expected ${MOMENT_RULE}`);
}

/** Returns the time a duration from `now`. @throws {AndonError} `value-invalid` */
export function timeAfter(duration: string, now: Date): string {
  const ms = parseDuration(duration);
  if (ms !== undefined) return new Date(now.getTime() + ms).toISOString();
  throw invalid(`"${duration}" is not a length of time`, `Expected ${DURATION_RULE}`);
}
