import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderVerdict, type ShownVerdict } from '../../src/hook/refusal.ts';
import { judgeGate } from '../../src/line/gate.ts';
import type { GuardedUpdate } from '../../src/line/guarded-update.ts';
import type { Stop } from '../../src/line/stop.ts';
import { capOutput } from '../../src/text/print-capped.ts';
import type { Finding } from '../../src/verdict/finding.ts';
import { chain, lineName, MAIN, NOW, oid, question, refName, stop, update } from '../support/gate.ts';

function verdict(
  updates: readonly GuardedUpdate[],
  stops: readonly Stop[],
  more: readonly Finding[] = [],
): ShownVerdict {
  const asked = question(updates, { stops, known: [...new Set(updates.flatMap(({ lines }) => lines))] });
  const shown = [...judgeGate(asked).findings, ...more];
  const held = [...asked.statuses.values()].filter(({ status }) => status !== 'running');
  return {
    accept: !shown.some(({ severity }) => severity === 'error'),
    shown,
    held,
    guarded: updates,
    now: NOW,
  };
}

function render(shown: ShownVerdict, contact?: string): string {
  const lines = renderVerdict(shown, { warnings: [], contact });
  expect(lines.filter(isTooLong)).toEqual([]);
  return `\n${lines.join('\n')}\n`;
}

/** Whether a line is longer than a pusher's screen without being one link or one command. */
function isTooLong(line: string): boolean {
  const isLink = /^(?: *(?:stop \d+ +)?|(?:error|warning|hint): )\w+:\/\/\S+$/.test(line);
  return Array.from(line).length > 72 && !isLink && !/^hint: {3}\S/.test(line);
}

const dana = stop(17, {
  summary: '3 tests red in build 4711 of web-tests',
  url: 'https://ci.example/web-tests/4711',
  claim: { by: 'dana', at: NOW, eta: '2026-03-02T14:40:00.000Z' },
});

describe('renderVerdict()', () => {
  it('shows a stopped line, its stop, the commit and the way through', () => {
    expect(render(verdict([update(chain([]))], [dana]), '#web')).toMatchInlineSnapshot(`
      "
      error: line main is STOPPED since 14:02 UTC (25 min)

        stop 17   3 tests red in build 4711 of web-tests
                  https://ci.example/web-tests/4711
                  opened by ci, dana is on it (until about 14:40)

        refs/heads/main aaaaaaa..aaaaaaa: 1 commit without a fix trailer
          aaaaaaa commit 1                                      [line-stopped]

      hint: wait until it runs:  andon wait main && git push
      hint: this IS the fix? say so and push again:
      hint:   git commit --amend --no-edit --trailer "Fixes-Build: 17"
      hint: ask here: #web
      "
    `);
  });

  it('says rebase where amending would mend one commit of several', () => {
    expect(render(verdict([update(chain([], [], []))], [dana, stop(18)]))).toMatchInlineSnapshot(`
      "
      error: line main is STOPPED since 14:02 UTC (25 min)

        stop 17   3 tests red in build 4711 of web-tests
                  https://ci.example/web-tests/4711
                  opened by ci, dana is on it (until about 14:40)
        stop 18   tests red
                  opened by ci

        refs/heads/main aaaaaaa..aaaaaaa: 3 commits without a fix trailer
          aaaaaaa commit 3                                      [line-stopped]
          aaaaaaa commit 2                                      [line-stopped]
          aaaaaaa commit 1                                      [line-stopped]

      hint: wait until it runs:  andon wait main && git push
      hint: this IS the fix? say so and push again:
      hint:   git rebase aaaaaaa --exec 'git commit --amend --no-edit --allow-empty --trailer "Fixes-Build: 17"'
      "
    `);
  });

  it('shows a refusal of the lint alone, and a caution', () => {
    const finding: Finding = {
      rule: 'subject-empty',
      severity: 'error',
      message: 'The subject is empty; it has to say what the commit does',
      fix: { kind: 'reword' },
      ref: refName('refs/heads/main'),
      commit: oid(1),
    };
    const caution = stop(4, { level: 'caution', stopsAt: '2026-03-02T15:00:00.000Z' });
    expect(render(verdict([update(chain([]))], [caution], [finding]))).toMatchInlineSnapshot(`
      "
      error: push refused: 1 problem

      warning: line main is CAUTIONED
        stop 4    tests red
                  opened by ci as a caution, stops at 15:00 UTC

        refs/heads/main aaaaaaa..aaaaaaa: 1 commit
          aaaaaaa                                              [subject-empty]
            The subject is empty; it has to say what the commit does

      hint: change the message and push again:
      hint:   git commit --amend
      "
    `);
  });

  it('says of a caution that was claimed in time that it stays one', () => {
    const claim = { by: 'dana', at: '2026-03-02T14:10:00.000Z' };
    const caution = stop(4, { level: 'caution', stopsAt: '2026-03-02T15:00:00.000Z', claim });
    expect(render(verdict([update(chain([]))], [caution]))).toMatchInlineSnapshot(`
      "
      warning: line main is CAUTIONED
        stop 4    tests red
                  opened by ci as a caution that stays one, dana is on it

      "
    `);
  });

  it('says nothing of an accepted push on a running line', () => {
    expect(renderVerdict(verdict([update(chain([]))], []), { warnings: [], contact: undefined })).toEqual([]);
  });

  it('keeps to 72 columns but for links and commands, whatever the values', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 90 }),
      fc.constantFrom('x'.repeat(400), '漢'.repeat(99)),
    );
    const text = fc
      .array(fc.oneof(word, fc.webUrl()), { minLength: 1, maxLength: 9 })
      .map((words) => words.join(' '));
    const long = fc.integer({ min: 1, max: 62 }).map((count) => lineName(`L${'-'.repeat(count)}`));
    const ref = fc.integer({ min: 1, max: 4000 }).map((count) => refName(`refs/heads/${'r'.repeat(count)}`));
    const level = fc.constantFrom('stop', 'caution' as const);
    const number = fc.integer({ min: 1, max: 1e12 });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 5, maxLength: 5 }),
        long,
        ref,
        level,
        number,
        (texts, line, ref, level, number) => {
          const [summary = '', by = '', url = '', subject = '', other = ''] = texts;
          const commits = chain([other], []).map((commit) => ({ ...commit, subject }));
          const moved = update(commits, { ref, lines: [line] });
          const open = stop(number, {
            line,
            level,
            summary,
            by,
            url,
            since: '2025-01-01T00:00:00.000Z',
            claim: { by, at: NOW },
          });
          const finding: Finding = {
            rule: 'subject-max-length',
            severity: 'error',
            message: other,
            ref,
            commit: oid(1),
            subject,
          };
          const advice: Finding = {
            rule: 'store-unavailable',
            severity: 'error',
            message: other,
            fix: { kind: 'advice', text: subject },
          };
          const shown = verdict([moved], [open], [finding, advice]);
          const lines = renderVerdict(shown, { warnings: [other], contact: summary });
          expect(lines.filter(isTooLong)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('prints at most 16 KiB and no control character, whatever the texts', () => {
    const text = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 400 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (text, count) => {
        const commits = chain(...Array.from({ length: count }, () => [text])).map((each) => ({
          ...each,
          subject: text,
        }));
        const stops = Array.from({ length: count }, (_, index) =>
          stop(index + 1, { summary: text, by: text, url: text, line: MAIN, claim: { by: text, at: NOW } }),
        );
        const shown = verdict([update(commits)], stops);
        const output = capOutput(renderVerdict(shown, { warnings: [text], contact: text }));
        expect(output.length).toBeLessThanOrEqual(16 * 1024);
        expect(output.toString('utf8')).not.toMatch(
          /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u,
        );
      }),
      { numRuns: 60 },
    );
  });
});
