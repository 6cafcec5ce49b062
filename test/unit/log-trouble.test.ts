import { expect, it } from 'vitest';
import type { FastifyBaseLogger } from 'fastify';
import { newTroubleLog } from '../../src/server/log-trouble.ts';
import { AndonError } from '../../src/text/andon-error.ts';

it('newTroubleLog() says what lasts once a minute, and what is new at once', () => {
  const said: unknown[] = [];
  const say =
    (level: string) =>
    (...words: unknown[]): void =>
      void said.push([level, ...words]);
  const logger = { warn: say('warn'), error: say('error') } as unknown as FastifyBaseLogger;
  let nowMs = 0;
  const log = newTroubleLog(logger, () => nowMs);
  const away = (): AndonError =>
    new AndonError('store-unavailable', 'It is away', { kind: 'unavailable', hints: ['Wait'] });
  const bug = new TypeError('a bug');
  for (; nowMs < 120_000; nowMs += 1_000) log(away());
  const once = ['warn', { code: 'store-unavailable', hints: ['Wait'] }, 'It is away'];
  expect(said).toEqual([once, once]);
  log(bug);
  log(bug);
  expect(said.slice(2)).toEqual([['error', bug]]);
  newTroubleLog(false)(bug);
});
