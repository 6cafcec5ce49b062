import { expect, it } from 'vitest';
import { parseTrailers } from '../../src/lint/trailers.ts';
import { readTrailersByGit } from '../support/git-trailers.ts';
import { startRandom } from '../support/random.ts';
import { randomMessage } from '../support/random-message.ts';

const COUNT = 20_000;

it('parseTrailers() agrees with git on 20 000 random messages', () => {
  const seed = Number(process.env['ANDON_TEST_SEED'] ?? Date.now() % 2 ** 32);
  const random = startRandom(seed);
  const messages = Array.from({ length: COUNT }, () => randomMessage(random));
  const byGit = readTrailersByGit(messages);
  const byUs = messages.map((message) =>
    parseTrailers(message)
      .map(({ key, value }) => `${key}: ${value}\n`)
      .join(''),
  );

  // Shows what it takes to see a disagreement again: ANDON_TEST_SEED=<seed> repeats the run.
  const at = byUs.findIndex((ours, index) => ours !== byGit[index]);
  expect({ seed, message: messages[at], trailers: byUs[at] }).toEqual({
    seed,
    message: messages[at],
    trailers: byGit[at],
  });
  // A grammar that hits too seldom, or too often, would compare nothing.
  const hits = byUs.filter((ours) => ours !== '').length / COUNT;
  expect(hits).toBeGreaterThan(0.2);
  expect(hits).toBeLessThan(0.8);
});
