// andon stop LINE -m TEXT: pulls the cord.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import { parseDuration, DURATION_RULE } from '../text/duration.ts';
import { commonOptions, invalid, openFor, requireLineName } from './context.ts';
import type { Action } from './context.ts';
import { reportEntries } from './print-entries.ts';

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
});

export const stopCommand = command(
  'stop',
  map(flags, (given): Action => async (context) => {
    const suite = await openFor(given, context);
    const { url, build, commit, lastGood } = given;
    const entries = await suite.openStore().command({
      kind: 'open',
      line: requireLineName(given.line),
      level: given.caution === undefined ? 'stop' : 'caution',
      cause: build === undefined ? 'person' : 'build',
      summary: given.message,
      by: context.by,
      ...(url === undefined ? {} : { url }),
      ...(build === undefined ? {} : { build }),
      ...(commit === undefined ? {} : { commit: requireOid(commit) }),
      ...(lastGood === undefined ? {} : { lastGood: requireOid(lastGood) }),
      ...(given.caution === undefined ? {} : { stopsAt: timeAfter(given.caution, context.now()) }),
    });
    return reportEntries(entries, suite, { ...given, ...context });
  }),
  { description: message`Stop a line: no push enters it but the fix.` },
);

/** @throws {AndonError} `value-invalid` */
export function requireOid(text: string): Oid {
  const oid = parseOid(text.toLowerCase());
  if (oid !== undefined) return oid;
  throw invalid(`"${text}" is not a full object id`, 'Find it: git rev-parse REVISION');
}

/** Returns the time a duration from `now`. @throws {AndonError} `value-invalid` */
export function timeAfter(duration: string, now: Date): string {
  const ms = parseDuration(duration);
  if (ms !== undefined) return new Date(now.getTime() + ms).toISOString();
  throw invalid(`"${duration}" is not a length of time`, `Expected ${DURATION_RULE}`);
}
