// Rules by line and by ref, through the real hook and the real command.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bareScratch, entriesOf, openScratch, ANDON } from '../support/scratch.ts';

const CONFIG = `
lint: { no-wip: error }
lines:
  main:
    refs: [HEAD]
    lint: { preset: conventional, subject-case: off }
refs:
  refs/heads/topic/**: { lint: { ticket-key: warn } }
  refs/tags/**: { lint: { message-forbidden: { patterns: ['(?i)secret +sauce'], say: 'Keep it secret' } } }
`;

describe('rules', () => {
  it('hold for the refs that they are meant for', async () => {
    const scratch = await openScratch({ config: CONFIG });
    await scratch.commit('add a door\n');
    const refused = await scratch.push(['origin', 'main']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('[type-enum]');
    expect(await scratch.push(['origin', 'main:refs/heads/free'])).toMatchObject({ code: 0 });
    await scratch.git(['commit', '-q', '--amend', '--allow-empty', '-m', 'feat: Add a door']);
    expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
    const warned = await scratch.push(['origin', 'main~0:refs/heads/topic/a']);
    expect(warned.code).toBe(0);
    await scratch.commit('wip\n');
    const topic = await scratch.push(['origin', 'main:refs/heads/topic/b']);
    expect(topic.code).toBe(1);
    expect(topic.stderr).toContain('[no-wip]');
    expect(topic.stderr).toContain('[ticket-key]');
  });

  it('with patterns are run by the engine that is loaded for them', async () => {
    const scratch = await openScratch({ config: CONFIG });
    await scratch.commit('feat: the Secret  Sauce\n');
    expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
    await scratch.commit('feat: more Secret Sauce\n');
    const { code, stderr } = await scratch.push(['origin', 'main:refs/tags/v1']);
    expect(code).toBe(1);
    expect(stderr).toContain('Keep it secret');
    const [refusal] = await entriesOf(scratch, 'push.refused');
    expect(refusal?.findings).toMatchObject([{ rule: 'message-forbidden', ref: 'refs/tags/v1' }]);
  });

  it('may be pasted from commitlint, and be softened as a whole', async () => {
    const pasted = `
lint:
  commitlint: { extends: [config-conventional], rules: { type-enum: [2, always, [door]], subject-case: [1, never, [lower-case]] } }
refs:
  refs/heads/soft: { lint: { commitlint: warn } }
`;
    const scratch = await openScratch({ config: pasted });
    await scratch.commit('feat: open\n');
    const { code, stderr } = await scratch.push(['origin', 'main']);
    expect(code).toBe(1);
    expect(stderr).toContain('[commitlint/type-enum]');
    const [refusal] = await entriesOf(scratch, 'push.refused');
    expect(refusal?.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['commitlint/subject-case', 'warn'],
      ['commitlint/type-enum', 'error'],
    ]);
    expect(await scratch.push(['origin', 'main:refs/heads/soft'])).toMatchObject({ code: 0 });
    await scratch.commit('door: Open\n');
    await scratch.git(['push', '-q', 'origin', 'main:refs/heads/soft']);
    expect((await scratch.push(['origin', 'HEAD:main'])).stderr).toContain('type-enum');
  });

  it('are explained with the places that said them', async () => {
    const scratch = await openScratch({ config: CONFIG });
    const { stdout, code } = await scratch.andon(['rules', 'explain', 'refs/heads/main']);
    expect(code).toBe(0);
    const lines = stdout.replaceAll(scratch.server, 'SERVER').split('\n');
    expect(lines.slice(lines.indexOf('no-wip'), lines.indexOf('no-wip') + 2)).toEqual([
      'no-wip',
      '  severity: "error"                SERVER/andon.yaml: lint',
    ]);
    expect(lines).toContain(
      '  severity: "error"                SERVER/andon.yaml: lines.main.lint.preset: conventional',
    );
    expect((await scratch.andon(['rules', 'explain', 'refs/heads/free'])).stdout).toBe(
      'no rule is meant for refs/heads/free\n',
    );
    expect(await scratch.andon(['rules', 'explain', 'main'])).toMatchObject({ code: 2 });
  });

  it('on trial refuse nothing, are shown to nobody, and are reported from the journal', async () => {
    const trial =
      'lint: { preset: strict, evaluate: true }\nrefs: { refs/heads/hard: { lint: { evaluate: false } } }\n';
    const scratch = await openScratch({ config: trial });
    const commit = await scratch.commit('wip.\n');
    const pushed = await scratch.push(['origin', 'main']);
    expect(pushed.code).toBe(0);
    expect(pushed.stderr).not.toContain('remote:');
    const { stdout, code } = await scratch.andon(['rules', 'report']);
    expect(code).toBe(0);
    expect(stdout).toContain('1 of 1 push would have been refused by rules on trial\n');
    expect(stdout).toMatch(
      new RegExp(`no-wip: 1 finding in 1 push\\n  ${commit.slice(0, 7)} \\S+: The subject says "wip"`),
    );
    await scratch.commit('wip again\n');
    expect(await scratch.push(['origin', 'main:refs/heads/hard'])).toMatchObject({ code: 1 });
  });

  it('pass over true reverts where the admin wants it, and over none that only says so', async () => {
    const config = 'lint: { no-wip: error, ignore: { reverts: true } }\n';
    const scratch = await openScratch({ config });
    const against = ['lint', '--against', `${scratch.server}/andon.yaml`, '--repo', scratch.work];
    const write = async (text: string, message: string): Promise<string> => {
      writeFileSync(join(scratch.work, 'file'), text);
      await scratch.git(['add', 'file']);
      return scratch.commit(message);
    };
    const first = await write('one\n', 'first\n');
    const second = await write('two\n', 'second\n');
    // The same change, in a history of its own.
    const tree = await scratch.git(['rev-parse', `${second}^{tree}`]);
    const side = await scratch.git(['commit-tree', '-m', 'side', '-p', first, tree]);
    expect(await scratch.push(['origin', 'main', `${side}:refs/heads/side`])).toMatchObject({ code: 0 });
    for (const [text, claim, code] of [
      ['one\n', second, 0],
      ['other\n', second, 1],
      ['one\n', first, 1],
      ['one\n', side, 1],
      ['one\n', 'a'.repeat(40), 1],
    ] as const) {
      await write(text, `wip: back\n\nThis reverts commit ${claim}.\n`);
      const { code: lintCode } = await scratch.run(ANDON, [...against, 'HEAD']);
      expect({ text, claim, code: lintCode }).toEqual({ text, claim, code });
      expect((await scratch.push(['origin', 'main'])).code).toBe(code);
      await scratch.git(['push', '-q', '-f', 'origin', `${second}:main`]);
      await scratch.git(['reset', '-q', '--hard', second]);
    }
    const message = scratch.path('MSG');
    writeFileSync(message, `wip: back\n\nThis reverts commit ${second}.\n`);
    expect(await scratch.run(ANDON, [...against, '--message', message])).toMatchObject({ code: 0 });
  });

  it('can be tried on a table of messages', async () => {
    const scratch = await openScratch({ config: CONFIG });
    const file = scratch.path('cases.yaml');
    const ask = ['rules', 'test', file, '--against', `${scratch.server}/andon.yaml`, '--repo', scratch.work];
    writeFileSync(
      file,
      'cases:\n  - { message: "wip: a", expect: [no-wip, type-enum] }\n  - { message: "fix: a", expect: [] }\n',
    );
    expect(await scratch.run(ANDON, ask)).toMatchObject({ code: 0, stdout: '2 of 2 cases as expected\n' });
    writeFileSync(file, 'ref: refs/heads/topic/a\ncases:\n  - { message: "a\\n\\nb", expect: [no-wip] }\n');
    expect(await scratch.run(ANDON, ask)).toMatchObject({
      code: 1,
      stdout: 'case 1, "a"\n  expected no-wip\n  found    ticket-key\n0 of 1 cases as expected\n',
    });
    writeFileSync(file, 'cases: [{ mesage: "a", expect: no }]\n');
    const { code, stderr } = await scratch.run(ANDON, ask);
    expect(code).toBe(5);
    expect(stderr).toContain('cases[0].expect is "no", expected a list of rules');
  });

  it('stand in RULES.md as the registry has them', async () => {
    const { run } = bareScratch();
    const { stdout } = await run(ANDON, ['rules', 'list']);
    expect(readFileSync(resolve('RULES.md'), 'utf8')).toBe(stdout);
  });
});
