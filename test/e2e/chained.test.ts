import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entriesOf, openScratch } from '../support/scratch.ts';

test('a push that a chained hook refuses is on record at once as one that did not land', async () => {
  const scratch = await openScratch();
  const folder = join(scratch.server, 'hooks', 'pre-receive.d');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '10-theirs'), '#!/bin/sh\necho not today >&2\nexit 1\n', { mode: 0o755 });
  await scratch.commit('first\n');
  const refused = await scratch.push(['origin', 'main']);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('remote: not today');
  expect(refused.stderr).toContain('error: push refused by the hook pre-receive.d/10-theirs');
  expect(await entriesOf(scratch, 'push.settled')).toMatchObject([
    { via: 'chained-hook', results: [{ ref: 'refs/heads/main', landing: 'not-landed' }] },
  ]);
});
