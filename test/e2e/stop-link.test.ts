import { expect, test } from 'vitest';
import { entriesOf, openScratch } from '../support/scratch.ts';

test('the link of a stop is one that a person can follow, and is kept as it was given', async () => {
  const scratch = await openScratch();
  const stop = ['stop', 'main', '-m', 'red', '--url'];
  for (const url of ['javascript:1', 'ci.example/4711', 'https://ci.example/ 4711', ''])
    expect(await scratch.andon([...stop, url])).toMatchObject({
      code: 2,
      stderr: `andon: "${url}" is no link\nhint: Expected http: or https:, such as https://ci.example/4711\n`,
    });
  expect(await scratch.andon([...stop, 'https://CI.example'])).toMatchObject({ code: 0 });
  expect(await entriesOf(scratch, 'stop.opened')).toMatchObject([{ stop: 1, url: 'https://CI.example' }]);
});
