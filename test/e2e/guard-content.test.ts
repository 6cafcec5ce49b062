// Push rules on what commits change, through the real hook.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openScratch } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

describe('push rules on contents', () => {
  const contents = `
guard:
  secrets: error
  path-forbidden: { paths: ['*.exe'], say: 'No programs here' }
  file-max-size: { maxBytes: 100000 }
  content-forbidden:
    contents: [{ paths: ['*.php'], pattern: '(?i)select .*\\.\\s*\\$', say: 'Use a prepared statement' }]
refs:
  refs/heads/pay/*: { guard: { path-owners: { owners: { 'payments/': [dana@example.org] } } } }
`;
  const TOKEN = `ghp_${'a1B2'.repeat(9)}`;

  async function withFile(
    scratch: Scratch,
    name: string,
    text: string,
    message = 'a file',
    ref = 'refs/heads/topic',
  ): Promise<Ran> {
    const file = join(scratch.work, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    await scratch.git(['add', '-A']);
    await scratch.git(['commit', '-q', '-m', message]);
    return scratch.push(['origin', `HEAD:${ref}`]);
  }

  it.each([
    ['a secret', 'a.txt', `token = ${TOKEN}\n`, '[secrets]'],
    ['a path', 'bin/a.exe', 'MZ', 'No programs here'],
    ['a large file', 'a.bin', 'x'.repeat(100_001), '[file-max-size]'],
    ['a line', 'a.php', '<?php\n$q = "SELECT * FROM t WHERE id=" . $id;\n', 'Use a prepared statement'],
  ])('refuse %s, and never print a secret', async (_, name, text, words) => {
    const scratch = await openScratch({ config: contents });
    await scratch.commit('first\n');
    expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
    const { code, stderr } = await withFile(scratch, name, text);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr).toContain(name);
    expect(stderr + JSON.stringify(await scratch.journal())).not.toContain(TOKEN);
  });

  it.each([
    ['paths: 1', 'changes more than 1 paths', 'raise limits.paths'],
    ['contentSize: 2000', 'changes more than 2000 bytes of contents', 'raise limits.contentSize'],
    ['fileSize: 1024', '"a.txt" is too large to look for secrets', '[secrets]'],
  ])('look no further than limits: { %s }, and say so', async (limits, says, way) => {
    const scratch = await openScratch({ config: `limits: { ${limits} }\nguard: { secrets: error }\n` });
    await scratch.commit('first\n');
    expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
    writeFileSync(join(scratch.work, 'b.txt'), 'b'.repeat(1_000));
    const { code, stderr } = await withFile(scratch, 'a.txt', 'a'.repeat(1_100));
    expect(code).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr.replaceAll(/\s*\nremote:\s+/g, ' ')).toContain(way);
  });

  it('on trial refuse nothing, and are reported from the journal', async () => {
    const scratch = await openScratch({
      config:
        'guard: { evaluate: true, secrets: error, branch-name: { patterns: [^main] }, no-merges: warn }\n' +
        'refs: { refs/heads/hard: { guard: { evaluate: false } } }\n',
    });
    const pushed = await withFile(scratch, 'a.txt', TOKEN);
    expect(pushed.code).toBe(0);
    expect(pushed.stderr).not.toContain('remote:');
    const { stdout } = await scratch.andon(['rules', 'report']);
    expect(stdout).toContain('1 of 1 push would have been refused by rules on trial\n');
    expect(stdout).toContain('secrets: 1 finding in 1 push\n');
    expect(stdout).toContain('branch-name: 1 finding in 1 push\n');
    const hard = await scratch.push(['origin', 'HEAD:refs/heads/hard']);
    expect(hard.code).toBe(1);
    expect(hard.stderr).toContain('[secrets]');
    expect(hard.stderr).toContain('[branch-name]');
  });

  it('find a secret that a later commit of the push takes out again', async () => {
    const scratch = await openScratch({ config: contents });
    await scratch.commit('first\n');
    expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
    await withFile(scratch, 'a.txt', TOKEN, 'in', 'refs/heads/main');
    const { code, stderr } = await withFile(scratch, 'a.txt', 'gone', 'out');
    expect(code).toBe(1);
    expect(stderr).toContain('[secrets]');
    await scratch.git(['reset', '-q', '--hard', 'origin/main']);
    expect(await withFile(scratch, 'a.txt', 'fine')).toMatchObject({ code: 0 });
  });

  it('ask the owners of a path, by a trailer', async () => {
    const scratch = await openScratch({ config: contents });
    const ref = 'refs/heads/pay/a';
    const alone = await withFile(scratch, 'payments/a.txt', 'a', 'pay', ref);
    expect(alone.code).toBe(1);
    expect(alone.stderr).toContain('[path-owners]');
    await scratch.git(['commit', '-q', '--amend', '-m', 'pay\n\nApproved-by: Dana <dana@example.org>']);
    expect(await scratch.push(['origin', `HEAD:${ref}`])).toMatchObject({ code: 0 });
    expect(await withFile(scratch, 'other/a.txt', 'a', 'other', ref)).toMatchObject({ code: 0 });
  });
});
