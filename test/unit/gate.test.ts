import { describe, expect, it } from 'vitest';
import { decide, type LineFacts } from '../../src/line/commands.ts';
import { describeMove } from '../../src/line/describe-move.ts';
import { namesStop } from '../../src/line/fix-trailer.ts';
import { judgeGate } from '../../src/line/gate.ts';
import type { GateRules } from '../../src/line/judge-repair.ts';
import type { GuardedUpdate } from '../../src/line/guarded-update.ts';
import { deriveStatus } from '../../src/line/status.ts';
import type { Stop } from '../../src/line/stop.ts';
import {
  chain,
  inWords,
  lineName,
  MAIN,
  NOW,
  oid,
  question,
  refName,
  stop,
  update,
} from '../support/gate.ts';
import type { Situation } from '../support/gate.ts';

const WEB = lineName('web');
const FIX = ['17'];
const NONE: readonly string[] = [];

function judge(updates: readonly GuardedUpdate[], situation: Situation = {}) {
  const { findings, passages } = judgeGate(question(updates, situation));
  return {
    findings: findings.map(({ rule, message }) => `${rule}: ${message}`),
    passages: passages.map(inWords),
  };
}

/** Whether one update passes. */
function passes(update: GuardedUpdate, situation: Situation = {}): boolean {
  return judge([update], situation).findings.length === 0;
}

describe('judgeGate() with one trailer on one of three commits', () => {
  it.each<[GateRules['fix'], string, boolean, boolean, boolean]>([
    ['every', 'no commit alone', false, false, false],
    ['first-parent', 'no commit alone', false, false, false],
    ['tip', 'the newest', true, false, false],
    ['any', 'each', true, true, true],
  ])('lets %s pass for %s', (fix, _, newest, middle, oldest) => {
    const rules = { fix };
    expect(passes(update(chain(FIX, NONE, NONE)), { rules })).toBe(newest);
    expect(passes(update(chain(NONE, FIX, NONE)), { rules })).toBe(middle);
    expect(passes(update(chain(NONE, NONE, FIX)), { rules })).toBe(oldest);
    expect(passes(update(chain(FIX, FIX, FIX)), { rules })).toBe(true);
    expect(passes(update(chain(NONE, NONE, NONE)), { rules })).toBe(false);
  });

  it('names each commit that lacks it, and no other', () => {
    const { findings } = judgeGate(question([update(chain(NONE, FIX, NONE))]));
    expect(findings.map(({ commit }) => commit)).toEqual([oid(3), oid(1)]);
  });

  // 4 merges the side branch 2 <- 3 into 1: by first parents, 4 and 1 came.
  const [merge, side, sideToo, first] = chain(FIX, NONE, NONE, FIX).map((commit, index) =>
    index === 0 ? { ...commit, parents: [oid(1), oid(3)] } : commit,
  );
  const merged = [merge, side, sideToo, first].filter((commit) => commit !== undefined);

  it.each<[GateRules['fix'], boolean]>([
    ['every', false],
    ['first-parent', true],
    ['tip', true],
    ['any', true],
  ])('judges a merge of plain commits by %s: %s', (fix, expected) => {
    expect(passes(update(merged), { rules: { fix } })).toBe(expected);
  });

  it('judges what came by the first parent when the parents are the wrong way round', () => {
    const foxtrot = merged.map((commit, index) =>
      index === 0 ? { ...commit, parents: [oid(3), oid(1)] } : commit,
    );
    expect(passes(update(foxtrot))).toBe(false);
  });
});

describe('judgeGate() with the value of the trailer', () => {
  const others = [stop(17), stop(18, { lifted: { by: 'a', at: NOW, reason: 'r' } }), stop(19, { line: WEB })];
  it.each([
    ['an open stop', ['17'], true],
    ['an open stop among others', ['nonsense', '17'], true],
    ['an unknown stop', ['99'], false],
    ['a lifted stop', ['18'], false],
    ['a stop of another line', ['19'], false],
    ['a word', ['yes'], false],
    ['nothing', [''], false],
  ])('%s', (_, fixes, expected) => {
    expect(passes(update(chain(fixes)), { stops: others })).toBe(expected);
  });

  it('lists the open stops beside a wrong one', () => {
    expect(judge([update(chain(['99']))], { stops: [...others, stop(20)] }).findings).toEqual([
      'line-stopped: names "99", which is no open stop of this line (open: 17, 20)',
    ]);
  });

  it('takes one of two stops; with one lifted the other still holds', () => {
    const stops = [stop(17, { lifted: { by: 'a', at: NOW, reason: 'r' } }), stop(18)];
    expect(passes(update(chain(FIX)), { stops })).toBe(false);
    expect(judge([update(chain(['18'], ['#18']))], { stops }).passages).toEqual(['main fix 18']);
    expect(judge([update(chain(['18'], ['17']))], { stops: [stop(17), stop(18)] }).passages).toEqual([
      'main fix 18 17',
    ]);
  });
});

describe('judgeGate() with what is no advance', () => {
  const fixed = chain(FIX);
  it.each<[string, GuardedUpdate, string]>([
    [
      'a delete',
      update([], { movement: 'delete', new: undefined }),
      'deletes a ref of the stopped line main',
    ],
    [
      'a rewind with a trailer',
      update(fixed, { movement: 'rewind' }),
      'takes commits off the stopped line main',
    ],
    ['an empty range', update([]), 'changes the stopped line main and brings no new commit'],
    [
      'an empty creation',
      update([], { movement: 'create', old: undefined }),
      'changes the stopped line main and brings no new commit',
    ],
    ['a pool', update([], { range: 'pooled' }), 'one of too many refs of the stopped line main in one push'],
    [
      'a pooled delete',
      update([], { range: 'pooled', movement: 'delete' }),
      'deletes a ref of the stopped line main',
    ],
  ])('refuses %s', (_, moved, message) => {
    expect(judge([moved]).findings).toEqual([`line-stopped: ${message}`]);
    expect(passes(moved, { stops: [] })).toBe(true);
  });

  it('accepts a creation that brings the fix, and what moves nothing', () => {
    expect(passes(update(fixed, { movement: 'create', old: undefined }))).toBe(true);
    expect(judge([update([], { movement: 'none' })])).toEqual({ findings: [], passages: [] });
  });

  it('judges each ref and each line of a push', () => {
    const free = update(chain(NONE), { ref: refName('refs/heads/web'), lines: [WEB] });
    const both = update(chain(NONE), { ref: refName('refs/heads/both'), lines: [WEB, MAIN] });
    const stops = [stop(17)];
    expect(judge([free], { stops, known: [MAIN, WEB] }).findings).toEqual([]);
    expect(judge([free, update(chain(NONE)), both], { stops, known: [MAIN, WEB] }).findings).toHaveLength(2);
  });
});

describe('judgeGate() with cautions', () => {
  const caution = (stopsAt?: string): Stop =>
    stop(17, { level: 'caution', ...(stopsAt === undefined ? {} : { stopsAt }) });
  it.each([
    ['without a time', caution(), true],
    ['before its time', caution('2026-03-02T14:27:00.001Z'), true],
    ['at its time', caution(NOW), false],
    ['after its time', caution('2026-03-02T14:26:59.999Z'), false],
  ])('a caution %s', (_, each, expected) => {
    expect(passes(update(chain(NONE)), { stops: [each] })).toBe(expected);
    expect(passes(update(chain(FIX)), { stops: [each] })).toBe(true);
  });
});

describe('judgeGate() with a pusher who may', () => {
  const plain = update(chain(NONE, NONE));
  const said = (reason: string, on = 0): GuardedUpdate =>
    update(
      chain(NONE, NONE).map((commit, index) => (index === on ? { ...commit, overrides: [reason] } : commit)),
    );
  const may = { override: true };
  it.each<[string, GuardedUpdate, Situation, readonly string[]]>([
    ['passes when exempt', plain, { permission: { exempt: true } }, ['main exempt 17']],
    ['does not override without asking', plain, { permission: may }, []],
    ['overrides by push option', plain, { permission: may, override: ' fire ' }, ['main override 17 fire']],
    ['overrides by trailer on the tip', said('fire'), { permission: may }, ['main override 17 fire']],
    ['does not override by trailer further down', said('fire', 1), { permission: may }, []],
    ['does not override with an empty option', plain, { permission: may, override: ' ' }, []],
    ['does not override with an empty trailer', said(''), { permission: may }, []],
    [
      'takes the trailer for an empty option',
      said('fire'),
      { permission: may, override: '' },
      ['main override 17 fire'],
    ],
    ['may not override', plain, { override: 'fire' }, []],
    [
      'overrides a delete',
      update([], { movement: 'delete', new: undefined }),
      { permission: may, override: 'gone' },
      ['main override 17 gone'],
    ],
  ])('%s', (_, moved, situation, passages) => {
    const answer = judge([moved], situation);
    expect(answer.passages).toEqual(passages);
    expect(answer.findings.length > 0).toBe(passages.length === 0);
  });

  it('tells a pusher who may not', () => {
    expect(judge([update(chain(NONE))], { override: 'fire' }).findings.at(-1)).toBe(
      'override-not-permitted: The push asks to override line main, and its pusher may not override that line',
    );
    expect(judge([update(chain(FIX))], { override: 'fire' }).findings).toEqual([]);
  });
});

describe('judgeGate() on an unknown line', () => {
  it.each(['refuse', 'free'] as const)('%s', (unknownLine) => {
    expect(judge([update(chain(FIX))], { known: [], unknownLine }).findings).toHaveLength(
      unknownLine === 'free' ? 0 : 1,
    );
  });
});

describe('judgeGate() on true reverts', () => {
  const reverting = (landedAfter: readonly number[], fixes = NONE): GuardedUpdate =>
    update(
      chain(fixes).map((each) => ({
        ...each,
        reverts: { commit: oid(9), landedAfter: landedAfter.map(oid) },
      })),
    );
  const stops = [stop(17, { lastGood: oid(5) })];
  it.each<[string, GuardedUpdate, Situation, readonly string[]]>([
    ['passes', reverting([5]), { stops, rules: { reverts: true } }, ['main revert 17']],
    ['is refused where reverts are off', reverting([5]), { stops }, []],
    ['is refused before the last good revision', reverting([4]), { stops, rules: { reverts: true } }, []],
    ['is refused without a last good revision', reverting([5]), { rules: { reverts: true } }, []],
    [
      'counts as a fix with a trailer',
      reverting([5], FIX),
      { stops, rules: { reverts: true } },
      ['main fix 17'],
    ],
  ])('%s', (_, moved, situation, passages) => {
    expect(judge([moved], situation).passages).toEqual(passages);
    expect(passes(moved, situation)).toBe(passages.length > 0);
  });
});

describe('namesStop()', () => {
  const open = stop(17, { build: 'web/4711', url: 'https://ci/4711', commit: oid(0xbeef) });
  it.each<[string, boolean]>([
    ['17', true],
    [' #17 ', true],
    ['017', false],
    ['##17', false],
    ['17 18', false],
    ['17.0', false],
    ['1', false],
    ['-17', false],
    ['1e1', false],
    ['web/4711', true],
    ['WEB/4711', false],
    ['https://ci/4711', true],
    ['https://ci/471', false],
    [oid(0xbeef), true],
    [oid(0xbeef).toUpperCase(), true],
    [oid(0xbeef).slice(0, 7), true],
    [oid(0xbeef).slice(0, 6), false],
    [`${oid(0xbeef)}0`, false],
    [oid(0xdead), false],
    ['', false],
    ['  ', false],
  ])('%j: %s', (value, expected) => {
    expect(namesStop(value, open)).toBe(expected);
  });

  it('takes no empty build or link for a name', () => {
    expect(namesStop('', stop(17, { build: '', url: '' }))).toBe(false);
  });
});

describe('deriveStatus()', () => {
  const lifted = { by: 'a', at: NOW, reason: 'r' };
  it.each<[string, readonly Stop[], object]>([
    ['no stop', [], { status: 'running' }],
    ['a lifted stop', [stop(1, { lifted })], { status: 'running' }],
    ['a stop of another line', [stop(1, { line: WEB })], { status: 'running' }],
    [
      'a caution',
      [stop(1, { level: 'caution' })],
      { status: 'cautioned', since: '2026-03-02T14:02:00.000Z' },
    ],
    [
      'a caution whose time is up',
      [stop(1, { level: 'caution', stopsAt: '2026-03-02T14:10:00.000Z' })],
      { status: 'stopped', since: '2026-03-02T14:10:00.000Z' },
    ],
    [
      'the earliest of several',
      [stop(2), stop(1, { since: '2026-03-01T00:00:00.000Z' }), stop(3, { level: 'caution' })],
      { status: 'stopped', since: '2026-03-01T00:00:00.000Z' },
    ],
  ])('%s', (_, stops, expected) => {
    const { status, since } = deriveStatus(MAIN, stops, NOW);
    expect({ status, ...(since === undefined ? {} : { since }) }).toEqual(expected);
  });

  it('shows stops oldest first', () => {
    expect(deriveStatus(MAIN, [stop(10), stop(9)], NOW).stops.map(({ number }) => number)).toEqual([9, 10]);
  });
});

describe('decide()', () => {
  const gone = stop(16, { lifted: { by: 'dana', at: NOW, reason: 'r' } });
  const facts: LineFacts = {
    lines: new Map([[MAIN, ['/srv/a.git']]]),
    openStops: [stop(17), stop(18), stop(19, { line: WEB })],
    lastStopNumber: 19,
    now: NOW,
    findStop: (number) => [gone, stop(17), stop(18)].find((each) => each.number === number),
  };
  const by = 'dana';
  const opening = { kind: 'open', level: 'stop', cause: 'person', by } as const;

  it.each([
    [
      { ...opening, line: lineName('mian'), summary: 's' },
      'line-unknown',
      ['Did you mean "main"?', 'The lines are: main'],
    ],
    [{ ...opening, line: MAIN, summary: ' ' }, 'text-missing', []],
    [{ kind: 'claim', stop: 99, by }, 'stop-unknown', ['Open stops: 17, 18, 19']],
    [{ kind: 'claim', stop: 16, by }, 'stop-lifted', []],
    [
      { kind: 'claim', stop: 17, by, eta: '2026-03-02T14:26:59.999Z' },
      'value-invalid',
      ['Say a time to come'],
    ],
    [{ kind: 'amend', stop: 17, by, summary: '' }, 'text-missing', []],
    [{ kind: 'amend', stop: 99, by, summary: '' }, 'stop-unknown', ['Open stops: 17, 18, 19']],
    [{ kind: 'lift', target: { stop: 17 }, by, reason: '' }, 'text-missing', []],
    [{ kind: 'lift', target: { stop: 16 }, by, reason: 'r' }, 'stop-lifted', []],
    [{ kind: 'lift', target: { line: WEB }, by, reason: 'r' }, 'line-unknown', ['The lines are: main']],
  ] as const)('refuses %j: %s', (command, code, hints) => {
    expect(() => decide(command, facts)).toThrow(expect.objectContaining({ code, kind: 'usage', hints }));
  });

  it('numbers stops one after the other', () => {
    expect(decide({ ...opening, line: MAIN, summary: 's' }, facts)).toEqual([
      { kind: 'stop.opened', stop: 20, line: MAIN, level: 'stop', cause: 'person', summary: 's', by },
    ]);
  });

  it('lifts one stop, or all of a line', () => {
    const lift = (target: { stop: number } | { line: typeof MAIN }): unknown[] =>
      decide({ kind: 'lift', target, by, reason: 'r' }, facts).map((event) =>
        'stop' in event ? event.stop : event,
      );
    expect(lift({ stop: 18 })).toEqual([18]);
    expect(lift({ line: MAIN })).toEqual([17, 18]);
  });

  it('registers a repository once', () => {
    const register = (repository: string): number =>
      decide({ kind: 'register', line: MAIN, repository, by }, facts).length;
    expect([register('/srv/a.git'), register('/srv/b.git')]).toEqual([0, 1]);
  });
});

describe('describeMove()', () => {
  it.each([
    [oid(1), oid(2), 'aaaaaaa..aaaaaaa'],
    [undefined, oid(2), '(new) aaaaaaa'],
    [oid(1), undefined, 'aaaaaaa (deleted)'],
    [undefined, undefined, '(new)'],
  ])('%s %s', (old, next, text) => {
    expect(describeMove({ old, new: next })).toBe(text);
  });
});
