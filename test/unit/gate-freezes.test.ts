import { describe, expect, it } from 'vitest';
import { renderVerdict } from '../../src/hook/refusal.ts';
import { judgeGate } from '../../src/line/gate.ts';
import type { Stop } from '../../src/line/stop.ts';
import { frozen, hour } from '../support/freezes.ts';
import { chain, inWords, question, stop, update } from '../support/gate.ts';
import type { Situation } from '../support/gate.ts';

const FREEZE = frozen(3, 'release-week', '10-12');
const UNTIL = stop(4, { until: hour(12) });

function judge(stops: readonly Stop[], situation: Situation = {}, fix: readonly string[] = []) {
  const { findings, passages } = judgeGate(
    question([update(chain(fix))], { stops, now: hour(11), ...situation }),
  );
  return [...findings.map(({ rule }) => rule), ...passages.map(inWords)];
}

describe('judgeGate() during a freeze', () => {
  it.each<[string, readonly Stop[], Situation, readonly string[], readonly string[]]>([
    ['refuses', [FREEZE], {}, [], ['line-stopped']],
    ['refuses what calls itself a fix of the freeze', [FREEZE], {}, ['3'], ['line-stopped']],
    ['refuses the fix of another stop', [FREEZE, stop(17)], {}, ['17'], ['line-stopped']],
    [
      'lets the exempt of the freeze pass',
      [FREEZE],
      { permission: { freezes: ['release-week'] } },
      [],
      ['main exempt 3'],
    ],
    [
      'holds the exempt of another freeze',
      [FREEZE],
      { permission: { freezes: ['other'] } },
      [],
      ['line-stopped'],
    ],
    [
      'holds the exempt by another stop',
      [FREEZE, stop(17)],
      { permission: { freezes: ['release-week'] } },
      [],
      ['line-stopped'],
    ],
    [
      'lets the exempt pass with a fix of the other stop',
      [FREEZE, stop(17)],
      { permission: { freezes: ['release-week'] } },
      ['17'],
      ['main exempt 3', 'main fix 17'],
    ],
    [
      'lets the exempt of the line pass',
      [FREEZE, stop(17)],
      { permission: { exempt: true } },
      [],
      ['main exempt 3 17'],
    ],
    [
      'takes an override',
      [FREEZE],
      { permission: { override: true }, override: 'why' },
      [],
      ['main override 3 why'],
    ],
    ['lets all pass when its time is up', [FREEZE, UNTIL], { now: hour(12) }, [], []],
    ['holds until then', [UNTIL], { now: hour(11.9) }, [], ['line-stopped']],
    ['takes the fix of a stop with an end', [UNTIL], {}, ['4'], ['main fix 4']],
  ])('%s', (_, stops, situation, fix, expected) => {
    expect(judge(stops, situation, fix)).toEqual(expected);
  });

  it('says in the refusal when the freeze ends', () => {
    const asked = question([update(chain([]))], { stops: [FREEZE], now: hour(11) });
    const verdict = {
      accept: false,
      shown: judgeGate(asked).findings,
      held: [...asked.statuses.values()],
      guarded: asked.updates,
      now: asked.now,
    };
    const lines = renderVerdict(verdict, { warnings: [], contact: undefined });
    expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      error: line main is STOPPED since 10:00 UTC (1 h)

        stop 3    tests red
                  opened by schedule, until 12:00 UTC

        refs/heads/main aaaaaaa..aaaaaaa
                                                                [line-stopped]
            changes line main during freeze release-week

      hint: wait until it runs:  andon wait main && git push
      "
    `);
  });
});
