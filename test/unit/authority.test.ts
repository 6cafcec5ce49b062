import { describe, expect, it } from 'vitest';
import { compileAuthority } from '../../src/config/compile-authority.ts';
import { mayAct } from '../../src/line/authority.ts';

describe('mayAct()', () => {
  const authority = compileAuthority({
    lift: { person: ['dana', 'oncall-*'], schedule: [] },
    amend: ['dana'],
  });

  it.each([
    ['stop', 'person', 'anybody', true],
    ['lift', 'person', 'dana', true],
    ['lift', 'person', 'oncall-3', true],
    ['lift', 'person', 'eve', false],
    ['lift', 'build', 'eve', true],
    ['lift', 'schedule', 'dana', false],
    ['amend', 'alert', 'dana', true],
    ['amend', 'alert', 'eve', false],
  ] as const)('says of %s, for the cause %s, by %s: %s', (action, cause, by, expected) => {
    expect(mayAct(authority, action, { cause, by })).toBe(expected);
  });

  it('lets everybody where nobody says anything', () => {
    expect(mayAct(undefined, 'lift', { cause: 'person', by: 'eve' })).toBe(true);
  });
});
