import { expect, it } from 'vitest';
import { fitsSearch } from '../../src/board/search.ts';
import type { Search } from '../../src/board/search.ts';
import type { Entry } from '../../src/journal/entry.ts';
import { oid } from '../support/gate.ts';

const REFUSED = {
  seq: 7,
  at: '2026-11-21T12:00:00.000Z',
  kind: 'push.refused',
  push: 'p',
  repository: '/srv/a.git',
  pusher: 'Ann',
  updates: [
    { ref: 'refs/heads/main', old: oid(1), new: oid(0xabc), below: [oid(0xdef)], subject: 'bob was here' },
  ],
  findings: [{ rule: 'subject-case', severity: 'error', message: 'no-wip' }],
} as Entry;

it.each<[Search, boolean]>([
  [{}, true],
  [{ person: '' }, true],
  [{ person: 'ann' }, true],
  [{ person: 'bob' }, false],
  [{ ref: 'heads/MAIN' }, true],
  [{ ref: 'release' }, false],
  [{ commit: oid(0xabc).slice(0, 12) }, true],
  [{ commit: oid(0xabc).slice(1) }, false],
  [{ commit: oid(0xdef).slice(0, 39) }, true],
  [{ commit: oid(0xdef).slice(1) }, false],
  [{ rule: 'subject' }, true],
  [{ rule: 'no-wip' }, false],
  [{ kind: 'refused' }, true],
  [{ kind: 'refused', person: 'bob' }, false],
])('fitsSearch() says of %j: %s', (search, expected) => {
  expect(fitsSearch(REFUSED, search)).toBe(expected);
});
