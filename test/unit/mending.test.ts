import { describe, expect, it } from 'vitest';
import { mendingHints } from '../../src/hook/mending.ts';
import { formatTrailerCommand } from '../../src/hook/trailer-command.ts';
import { judgeGate } from '../../src/line/gate.ts';
import type { GateRules } from '../../src/line/judge-repair.ts';
import type { CommitFacts, GuardedUpdate } from '../../src/line/guarded-update.ts';
import { parseOid } from '../../src/ref/oid.ts';
import type { Finding, Fix } from '../../src/verdict/finding.ts';
import { lineName, MAIN, question, refName, stop, update } from '../support/gate.ts';

/** A commit by a digit, of which its short id is made, and those of its parents: "3 2 1". */
function commit(text: string, change: Partial<CommitFacts> = {}): CommitFacts {
  const [oid, ...parents] = text.split(' ').map(id);
  if (oid === undefined) throw new TypeError('no commit');
  return { oid, parents, subject: 's', divided: false, fixes: [], overrides: [], ...change };
}

function id(digit: string) {
  const oid = parseOid(digit.repeat(40));
  if (oid === undefined) throw new TypeError(`no digit: ${digit}`);
  return oid;
}

function moved(commits: readonly CommitFacts[], change: Partial<GuardedUpdate> = {}): GuardedUpdate {
  return update(commits, { old: id('0'), ...change });
}

function flaw(digit: string, kind: 'reword' | 'squash' | { trailer: string }): Finding {
  const fix: Fix = typeof kind === 'string' ? { kind } : { kind: 'trailer', ...kind };
  return { rule: 'r', severity: 'error', message: 'm', ref: moved([]).ref, commit: id(digit), fix };
}

const SAY = 'hint: this IS the fix? say so and push again:';
const CHANGE = 'hint: change the message and push again:';
const CHECK = 'hint: merges are made anew; check:  git diff ORIG_HEAD';
const amend = (number: number): string => `git commit --amend --no-edit --trailer "Fixes-Build: ${number}"`;
const rebase = (from: string): string =>
  `hint:   git rebase ${from} --exec 'git commit --amend --no-edit --allow-empty --trailer "Fixes-Build: 17"'`;
const filter = (range: string): string =>
  'hint:   FILTER_BRANCH_SQUELCH_WARNING=1 git filter-branch -f --msg-filter ' +
  `'git stripspace | git interpret-trailers --no-divider --trailer "Fixes-Build: 17"' ${range}`;

describe('mendingHints() for what the gate refuses', () => {
  const three = [commit('3 2'), commit('2 1'), commit('1 0')];
  const fixed = { fixes: ['17'] };
  const merge = [commit('3 2 1'), commit('2 0'), commit('1 0')];
  it.each<[string, readonly CommitFacts[], GateRules['fix'], string]>([
    ['the only commit', [commit('1 0')], 'every', `hint:   ${amend(17)}`],
    ['three commits', three, 'every', rebase('0000000')],
    [
      'the middle one',
      [commit('3 2', fixed), commit('2 1'), commit('1 0', fixed)],
      'every',
      rebase('1111111'),
    ],
    [
      'the newest of three',
      [commit('3 2'), commit('2 1', fixed), commit('1 0', fixed)],
      'every',
      `hint:   ${amend(17)}`,
    ],
    ['three where the newest counts', three, 'tip', `hint:   ${amend(17)}`],
    ['three where any one counts', three, 'any', `hint:   ${amend(17)}`],
    ['a history from its root', [commit('2 1'), commit('1')], 'every', rebase('--root')],
    ['a merge', merge, 'every', filter('HEAD --not 0000000')],
    [
      'a merge on its own',
      merge.map((each) => ({ ...each, fixes: each.parents.length > 1 ? [] : ['17'] })),
      'every',
      `hint:   ${amend(17)}`,
    ],
    [
      'a merge into an older base',
      [commit('3 2 1'), commit('2 0'), commit('1 a')],
      'every',
      filter('HEAD --not 0000000'),
    ],
    ['a merge of roots', [commit('3 2 1'), commit('2'), commit('1')], 'every', filter('HEAD')],
    [
      'a divided message below',
      [commit('2 1'), commit('1 0', { divided: true })],
      'every',
      filter('HEAD --not 0000000'),
    ],
    [
      'a divided message',
      [commit('1 0', { divided: true })],
      'every',
      'hint:   git log -1 --format=%B | git interpret-trailers --no-divider --trailer "Fixes-Build: 17" | git commit --amend -F -',
    ],
  ])('%s', (_, commits, fix, command) => {
    const updates = [moved(commits)];
    const { findings } = judgeGate(question(updates, { rules: { fix } }));
    expect(mendingHints(findings, updates)).toEqual([SAY, command]);
  });

  it('names what a new branch starts from', () => {
    const updates = [
      moved([commit('3 2 1'), commit('2 a'), commit('1 b')], { movement: 'create', old: undefined }),
    ];
    const { findings } = judgeGate(question(updates, { rules: { fix: 'every' } }));
    expect(mendingHints(findings, updates)).toEqual([SAY, filter('HEAD --not aaaaaaa bbbbbbb')]);
  });

  it('asks for a title first where there is none', () => {
    const updates = [moved([commit('1 0', { subject: ' ' })])];
    const { findings } = judgeGate(question(updates));
    expect(mendingHints(findings, updates)).toEqual([
      CHANGE,
      'hint:   git commit --amend',
      SAY,
      `hint:   ${amend(17)}`,
    ]);
  });

  it('says nothing where no trailer would help', () => {
    const updates = [moved([], { movement: 'delete', new: undefined })];
    expect(mendingHints(judgeGate(question(updates)).findings, updates)).toEqual([]);
  });

  it('names the stops of all lines of a ref, and tells refs apart', () => {
    const web = lineName('web');
    const updates = [
      moved([commit('1 0')], { lines: [MAIN, web] }),
      moved([commit('2 0')], { ref: refName('refs/tags/v1'), lines: [web] }),
    ];
    const stops = [stop(17), stop(18, { line: web }), stop(19, { line: web })];
    const { findings } = judgeGate(question(updates, { stops, known: [MAIN, web] }));
    expect(mendingHints(findings, updates)).toEqual([
      'hint: with refs/heads/main checked out:',
      SAY,
      `hint:   ${amend(17)} --trailer "Fixes-Build: 18"`,
      'hint: with refs/tags/v1 checked out:',
      SAY,
      `hint:   ${amend(18)}`,
      'hint: and then make the tag again (git tag -f)',
    ]);
  });
});

describe('mendingHints() for what the lint refuses', () => {
  const line = [commit('3 2'), commit('2 1'), commit('1 0')];
  const merged = [commit('3 2 1'), commit('2 0'), commit('1 0')];
  const roots = [commit('2 1'), commit('1')];
  const list = 'hint: change the messages and push again (in the list, write "reword"';
  const trailer = { trailer: "Andon-Override: it's $(x)" };
  const quoted = String.raw`'Andon-Override: it'\''s $(x)'`;
  it.each<[string, readonly CommitFacts[], readonly Finding[], readonly string[]]>([
    ['the newest', line, [flaw('3', 'reword')], [CHANGE, 'hint:   git commit --amend']],
    ['the newest, a merge', merged, [flaw('3', 'reword')], [CHANGE, 'hint:   git commit --amend']],
    ['one below', line, [flaw('2', 'reword')], [list, 'hint: for "pick"):', 'hint:   git rebase -i 0000000']],
    [
      'one below a merge',
      merged,
      [flaw('1', 'reword')],
      [list, 'hint: for "pick", -c for -C):', 'hint:   git rebase -i --rebase-merges 0000000', CHECK],
    ],
    ['a root', roots, [flaw('1', 'reword')], [list, 'hint: for "pick"):', 'hint:   git rebase -i --root']],
    [
      'a fixup',
      line,
      [flaw('3', 'squash')],
      ['hint: squash and push again:', 'hint:   git rebase -i --autosquash 0000000'],
    ],
    [
      'a trailer',
      line,
      [flaw('3', trailer)],
      [CHANGE, `hint:   git commit --amend --no-edit --trailer ${quoted}`],
    ],
    [
      'a trailer and more',
      line,
      [flaw('3', trailer), flaw('3', 'reword')],
      [CHANGE, 'hint:   git commit --amend'],
    ],
    [
      'a trailer below',
      line,
      [flaw('2', trailer)],
      [list, 'hint: for "pick"):', 'hint:   git rebase -i 0000000'],
    ],
    [
      'one that cannot be read',
      [commit('1 0')],
      [flaw('3', 'reword')],
      [CHANGE, 'hint:   git commit --amend'],
    ],
  ])('%s', (_, commits, findings, hints) => {
    expect(mendingHints(findings, [moved(commits, { new: id('3') })])).toEqual(hints);
  });

  it('leaves out a trailer that the gate asks for, and warnings', () => {
    const updates = [moved([commit('1 0')])];
    const shown = [...judgeGate(question(updates)).findings, flaw('1', { trailer: 'Fixes-Build: 17' })];
    expect(mendingHints(shown, updates)).toEqual([SAY, `hint:   ${amend(17)}`]);
    expect(mendingHints([{ ...flaw('1', 'reword'), severity: 'warn' }], updates)).toEqual([]);
  });

  it('starts at the old value where the commits were read with those of other refs', () => {
    const pooled = moved([], { range: 'pooled', new: id('3') });
    expect(mendingHints([flaw('1', 'reword')], [pooled]).at(-1)).toBe('hint:   git rebase -i 0000000');
  });
});

describe('formatTrailerCommand()', () => {
  it.each([
    ['Fixes-Build: \x1b[0m'],
    ['Andon-Override: \u3164'],
    [`Andon-Override: ${'x'.repeat(300)}`],
    ['A: \ufffd'],
  ])('leaves %j to the editor', (trailer) =>
    expect(formatTrailerCommand([trailer], false)).toBe('git commit --amend'),
  );
});
