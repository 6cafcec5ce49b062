import { expect, it } from 'vitest';
import { renderStop } from '../../src/board/render-stop.ts';
import type { Stop } from '../../src/line/stop.ts';
import { stop } from '../support/gate.ts';

const [NOW, LATER] = ['2026-03-02T14:30:00.000Z', '2026-03-02T15:00:00.000Z'];

it('a caution says when it stops the line, unless somebody claimed it in time', () => {
  const shown = (change: Partial<Stop>): string => {
    const caution = stop(17, { level: 'caution', stopsAt: LATER, ...change });
    return renderStop(caution, { now: NOW, since: undefined, authority: undefined }).toString();
  };
  expect(shown({})).toContain('stops at');
  expect(shown({ claim: { by: 'dana', at: NOW } })).not.toContain('stops at');
});
