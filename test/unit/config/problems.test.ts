import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../src/config/compile.ts';
import { formatProblem } from '../../../src/config/problems.ts';

function problemsOf(value: unknown): string[] {
  const compiled = compilePolicy([{ file: 'andon.yaml', scope: 'repository', value }], '/srv/git/web.git');
  return compiled.kind === 'refused' ? compiled.problems.map(formatProblem) : [];
}

const line = (settings: object): unknown => ({ lines: { main: { refs: ['HEAD'], ...settings } } });
const freezes = (...list: readonly object[]): unknown => line({ freezes: list });
const FREEZE = { name: 'a', reason: 'b', cron: '0 0 * * *', for: '1h' };
const PUSHERS = '"os-user", "ssh-key", "push-certificate", "gitolite", "gitea", "gitlab", "github", "http"';
const REF_RULE = 'expected HEAD or a name below refs/, in which * and ** stand for any text';

describe('compilePolicy() says what is wrong and what is expected', () => {
  test.each<[value: unknown, message: string]>([
    [7, 'the file is 7, expected a map of settings'],
    [[], 'the file is an empty list, expected a map of settings'],
    [
      line({ fix: 'somtimes' }),
      'lines.main.fix is "somtimes", expected one of "every", "first-parent", "tip", "any"',
    ],
    [line({ fixx: 'tip' }), 'lines.main.fixx is not a setting, did you mean "fix"?'],
    [
      line({ colour: 1 }),
      'lines.main.colour is not a setting, expected one of refs, fix, reverts, override, exempt, contact, authority, alerts, builds, freezes, lint, guard',
    ],
    [
      line({ authority: { lift: 'dana' } }),
      'lines.main.authority.lift is "dana", expected a list of names, or a map of them by cause',
    ],
    [line({ freezes: { a: 1 } }), 'lines.main.freezes is a map, expected a list of freezes'],
    [
      freezes({ name: 'a', cron: '0 0 * * *', for: '1h' }),
      'lines.main.freezes[0].reason is missing, expected a text of 1 to 200 characters on one line',
    ],
    [
      freezes({ ...FREEZE, name: '7' }),
      'lines.main.freezes[0].name is "7", expected a letter, then up to 62 letters, digits, ".", "_" or "-"',
    ],
    [
      freezes({ ...FREEZE, fro: '2026-01-01' }),
      'lines.main.freezes[0].fro is not a setting, did you mean "from"?',
    ],
    [
      freezes({ ...FREEZE, timeZone: 'Mars/Olympus' }),
      'lines.main.freezes[0].timeZone is "Mars/Olympus", expected the name of a time zone, such as "Europe/Berlin"',
    ],
    [
      freezes({ ...FREEZE, timeZone: '+02:00' }),
      'lines.main.freezes[0].timeZone is "+02:00", expected the name of a time zone, such as "Europe/Berlin"',
    ],
    [
      freezes({ ...FREEZE, cron: '@daily' }),
      'lines.main.freezes[0].cron is "@daily", expected five fields: minute, hour, day of month, month, day of week',
    ],
    [
      freezes({ ...FREEZE, for: '2' }),
      'lines.main.freezes[0].for is "2", expected a number with a unit: 90s, 30m, 2h, 3d or 1w; from 1m to 52w',
    ],
    [
      freezes({ name: 'a', reason: 'b', from: '18:00', until: '2026-01-01' }),
      'lines.main.freezes[0].from is "18:00", expected a time such as 2026-12-18T18:00, 2026-12-18 or 2026-12-18T17:00Z',
    ],
    [
      freezes({ name: 'a', reason: 'b', rrule: 'DTSTART:20260101', for: '1h' }),
      'lines.main.freezes[0].rrule is "DTSTART:20260101", expected a recurrence rule (RFC 5545), such as "FREQ=WEEKLY;BYDAY=FR;BYHOUR=18"',
    ],
    [
      freezes({ ...FREEZE, until: '2026-01-01' }),
      'lines.main.freezes[0] is a map, expected one of "from" with "until", "cron" with "for", or "rrule" with "for"',
    ],
    [freezes(FREEZE, FREEZE), 'lines.main.freezes names "a" twice'],
    [{ limits: { commit: 5 } }, 'limits.commit is not a setting, did you mean "commits"?'],
    [line({ reverts: 'yes' }), 'lines.main.reverts is "yes", expected true or false'],
    [line({ override: 'dana' }), 'lines.main.override is "dana", expected a list of names'],
    [
      line({ contact: 'a\u001b[31m' }),
      'lines.main.contact is "a\\u001b[31m", expected a text of 1 to 200 characters on one line',
    ],
    [
      line({ exempt: ['ci', 5] }),
      'lines.main.exempt[1] is 5, expected a text of 1 to 255 characters on one line',
    ],
    [{ lines: null }, 'lines is empty, expected a map of lines, each under its name'],
    [{ lines: { main: { refs: [] } } }, 'lines.main.refs is an empty list, expected one ref pattern or more'],
    [{ lines: { main: {} } }, 'lines.main.refs is missing, expected a list of ref patterns'],
    [
      { lines: { 17: { refs: ['HEAD'] } } },
      'lines.17 has a name that cannot be used, expected a letter, then up to 62 letters, digits, ".", "_" or "-"',
    ],
    [
      { lines: { 'web.prod': { refs: ['HEAD'], fix: 1 } } },
      'lines."web.prod".fix is 1, expected one of "every", "first-parent", "tip", "any"',
    ],
    [line({ refs: ['main'] }), `lines.main.refs[0] is "main", ${REF_RULE}`],
    [line({ refs: ['refs/heads/a b'] }), `lines.main.refs[0] is "refs/heads/a b", ${REF_RULE}`],
    [line({ refs: ['refs/heads/v[12]'] }), `lines.main.refs[0] is "refs/heads/v[12]", ${REF_RULE}`],
    [line({ refs: ['refs/heads/../x'] }), `lines.main.refs[0] is "refs/heads/../x", ${REF_RULE}`],
    [line({ refs: ['HEAD', 'HEAD'] }), 'lines.main.refs names "HEAD" twice'],
    [line({ override: ['dana', 'eve', 'dana'] }), 'lines.main.override names "dana" twice'],
    [{ pusher: 'gitlabb' }, `pusher is "gitlabb", expected one of ${PUSHERS} or "env:NAME"`],
    [{ pusher: 'env:A-B' }, `pusher is "env:A-B", expected one of ${PUSHERS} or "env:NAME"`],
    [
      { onUnavailable: 'maybe' },
      'onUnavailable is "maybe", expected "closed", "open" or a map such as { lastKnown: 15m }',
    ],
    [
      { onUnavailable: { lastKnown: '15' } },
      'onUnavailable.lastKnown is "15", expected a number with a unit: 90s, 30m, 2h, 3d or 1w; from 1s to 52w',
    ],
    [
      { deadline: '2h' },
      'deadline is "2h", expected a number with a unit: 90s, 30m, 2h, 3d or 1w; from 1s to 1h',
    ],
    [{ limits: { refs: 0.5 } }, 'limits.refs is 0.5, expected a whole number from 1 to 1000000'],
    [
      { lint: { 'no-fixup': 'fatal' } },
      'lint.no-fixup is "fatal", expected "off", "warn", "error" or a map of options',
    ],
    [
      { lint: { 'no-fixup': { severity: 'fatal' } } },
      'lint.no-fixup.severity is "fatal", expected one of "off", "warn", "error"',
    ],
    [
      { $import: './x.js' },
      '$import is not a setting, expected one of state, store, tokenFile, caFile, repository, pusher, lines, unlistedRefs, ' +
        'unknownLine, onUnavailable, deadline, limits, lint, guard, refs, channels, webhooks',
    ],
    [
      { state: 'x'.repeat(5000) },
      `state is "${'x'.repeat(59)}..., expected a text of 1 to 4096 characters on one line`,
    ],
  ])('in row %#', (value, message) => {
    expect(problemsOf(value)).toEqual([`andon.yaml: ${message}`]);
  });

  test('looks into the alternative that fits', () => {
    expect(problemsOf({ onUnavailable: { lastKnwon: '15m' } })).toEqual([
      'andon.yaml: onUnavailable.lastKnown is missing, expected a number with a unit: 90s, 30m, 2h, 3d or 1w; from 1s to 52w',
      'andon.yaml: onUnavailable.lastKnwon is not a setting, did you mean "lastKnown"?',
    ]);
  });

  test('reports every problem at once, and each one once', () => {
    expect(
      problemsOf({ line: {}, deadline: 3, limits: { refs: 1e30 }, lines: { web: { fix: 'tip' } } }),
    ).toEqual([
      'andon.yaml: deadline is 3, expected a number with a unit: 90s, 30m, 2h, 3d or 1w; from 1s to 1h',
      'andon.yaml: limits.refs is 1e+30, expected a whole number from 1 to 1000000',
      'andon.yaml: line is not a setting, did you mean "lines"?',
      'andon.yaml: lines.web.refs is missing, expected a list of ref patterns',
    ]);
  });
});
