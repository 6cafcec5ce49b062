// Tokens on every engine: they are what the journal says.
import { describe, expect, it } from 'vitest';
import type { TokenFacts } from '../../src/access/token.ts';
import { journalAccess } from '../../src/store/journal-access.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { digestOfSchedule } from '../../src/push/schedule-digest.ts';
import { answeredOnce } from '../../src/store/answered-once.ts';
import { openCalendars } from '../../src/store/calendars.ts';
import { rebuildViews } from '../../src/store/rebuild-views.ts';
import { ENGINES } from '../support/engines.ts';
import { lineName, MAIN } from '../support/gate.ts';
import { dumpViews } from '../support/view-rows.ts';

const AT = '2026-03-02T14:27:00.000Z';
const now = (): number => Date.parse(AT);
const FACTS: TokenFacts = {
  token: '0'.repeat(12),
  name: 'ci',
  scopes: ['report'],
  lines: [lineName('main')],
  expiresAt: '2026-04-01T00:00:00.000Z',
  digest: 'd'.repeat(64),
};

describe.each(ENGINES)('on %s', (_, openEngine) => {
  it('tokens are made, listed and revoked, and folded anew they are the same', async () => {
    const engine = await openEngine();
    const access = journalAccess(engine, now);
    await access.create(FACTS, 'root');
    expect(await access.find(FACTS.token)).toEqual({ ...FACTS, created: { by: 'root', at: AT } });
    await access.revoke(FACTS.token, 'dana');
    await access.revoke(FACTS.token, 'eve');
    expect(await access.list()).toMatchObject([{ revoked: { by: 'dana', at: AT } }]);
    await access.deny({ why: 'wrong', address: '::1', request: 'GET /', token: FACTS.token, wanted: 'read' });
    await expect(access.revoke('nope', 'root')).rejects.toThrow('There is no token nope');
    expect((await journalStore(engine, now).readHead()).seq).toBe(3);
    const views = await dumpViews(engine);
    await rebuildViews(engine);
    expect(await dumpViews(engine)).toEqual(views);
  });

  it('a request is answered as it was, for a day and by its own key', async () => {
    const engine = await openEngine();
    const at = (time: string, fingerprint = 'f') =>
      journalStore(answeredOnce(engine, { key: 'k', fingerprint, now: time }), now);
    await journalStore(engine, now).command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
    const stop = {
      kind: 'open',
      line: MAIN,
      level: 'stop',
      cause: 'person',
      summary: 's',
      by: 'dana',
    } as const;
    const first = await at(AT).command(stop);
    expect(await at('2026-03-03T23:59:00.000Z').command(stop)).toEqual(first);
    // A server whose clock is behind at midnight.
    expect(await at('2026-03-01T23:59:59.900Z').command(stop)).toEqual(first);
    await expect(at(AT, 'other').command(stop)).rejects.toMatchObject({ code: 'request-changed' });
    expect(await at('2026-03-04T00:00:00.000Z').command(stop)).toMatchObject([{ stop: 2 }]);
    // A command that is refused is no answer.
    const wrong = { ...stop, line: lineName('nope') };
    const other = journalStore(answeredOnce(engine, { key: 'x', fingerprint: 'f', now: AT }), now);
    await expect(other.command(wrong)).rejects.toThrow('There is no line');
    expect(await other.command(stop)).toHaveLength(1);
  });

  it('calendars of git hosts stay, one for each repository', async () => {
    const engine = await openEngine();
    const own = { repository: 'andon serve', lines: [] };
    const of = (reason: string) => ({
      repository: '/r',
      lines: [{ name: MAIN, freezes: [{ name: 'a', reason, exempt: [], windows: [] }] }],
    });
    const calendars = await openCalendars(engine, { ...own, lines: of('old').lines });
    const other = await openCalendars(engine, own);
    // Of two servers the last to start has its way.
    for (const each of [calendars, other]) expect(await engine.read(each.all)).toEqual([own]);
    await calendars.put(of('one'));
    expect(await other.knows(digestOfSchedule(of('one')))).toBe(true);
    await calendars.put(of('two'));
    for (const each of [calendars, other]) {
      expect(await engine.read(each.all)).toEqual([of('two'), own]);
      expect(await each.knows(digestOfSchedule(of('one')))).toBe(false);
    }
  });
});
