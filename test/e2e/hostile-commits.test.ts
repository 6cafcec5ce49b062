// What commits and push options may hold, and what the pusher is shown of it.
import fs from 'node:fs';
import { join } from 'node:path';
import { writeObject } from 'isomorphic-git';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/journal/entry.ts';
import { makePack, rawPush } from '../support/raw-client.ts';
import { openScratch, stopLine, withMain } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

const IDENT = 'A <a@example.com> 1700000000 +0000';
/** What no answer may hold: C0 but the newline and git's own carriage return, DEL, C1, zero-width and bidi. */
const CONTROLS =
  // eslint-disable-next-line no-control-regex
  /[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]/u;

async function lastPush(
  scratch: Scratch,
): Promise<Extract<Entry, { kind: 'push.admitted' | 'push.refused' }>> {
  const pushes = (await scratch.journal()).filter(
    (entry) => entry.kind === 'push.admitted' || entry.kind === 'push.refused',
  );
  const last = pushes.at(-1);
  if (last === undefined) throw new Error('no push is on record');
  return last;
}

/** Writes a commit object as it is given, `%` standing for the tree and the parent, and pushes it to main. */
async function pushObject(
  scratch: Scratch,
  first: string,
  text: (tree: string, parent: string) => string | Buffer,
): Promise<{ progress: string; report: readonly string[] }> {
  const tree = await scratch.git(['rev-parse', 'HEAD^{tree}']);
  const oid = await writeObject({
    fs,
    gitdir: join(scratch.work, '.git'),
    type: 'commit',
    // Bytes as they are: git itself would refuse to write some of them.
    object: new Uint8Array(Buffer.from(text(tree, first))),
    format: 'content',
  });
  const { progress, report } = await rawPush(scratch, scratch.server, {
    commands: [{ old: first, new: oid, ref: 'refs/heads/main' }],
    pack: await makePack(scratch, [oid], [first]),
  });
  return { progress: progress.toString(), report };
}

describe('malformed commits', () => {
  const head = (tree: string, parent: string): string => `tree ${tree}\nparent ${parent}\n`;
  const idents = `author ${IDENT}\ncommitter ${IDENT}\n`;
  test.each<[string, RegExp, (tree: string, parent: string) => string]>([
    ['no blank line', /no blank line|object-unreadable/, (t, p) => `${head(t, p)}${idents}Fixes-Build: 1\n`],
    [
      'a second author',
      /no committer|object-unreadable/,
      (t, p) => `${head(t, p)}author ${IDENT}\n${idents}\nm\n\nFixes-Build: 1\n`,
    ],
    [
      'an author below',
      /"author"|object-unreadable/,
      (t, p) => `${head(t, p)}${idents}author ${IDENT}\n\nm\n\nFixes-Build: 1\n`,
    ],
    ['a NUL', /NUL|object-unreadable/, (t, p) => `${head(t, p)}${idents}\nseen\0\n\nFixes-Build: 1\n`],
    [
      'a parent below',
      /"parent"|object-unreadable/,
      (t, p) => `tree ${t}\n${idents}parent ${p}\n\nm\n\nFixes-Build: 1\n`,
    ],
    [
      'no committer',
      /committer|object-unreadable/,
      (t, p) => `${head(t, p)}author ${IDENT}\n\nm\n\nFixes-Build: 1\n`,
    ],
    [
      'UTF-7',
      /ASCII|object-unreadable/,
      (t, p) => `${head(t, p)}${idents}encoding UTF-7\n\nm\n\nFixes-Build: 1\n`,
    ],
    [
      'UTF-16',
      /ASCII|object-unreadable/,
      (t, p) => `${head(t, p)}${idents}encoding UTF-16\n\nm\n\nFixes-Build: 1\n`,
    ],
    [
      'two encodings',
      /encoding|object-unreadable/,
      (t, p) => `${head(t, p)}${idents}encoding UTF-8\nencoding latin1\n\nm\n`,
    ],
  ])('with %s are refused on a stopped and on a running line', async (_, word, text) => {
    const { scratch, first } = await withMain();
    for (const round of ['running', 'stopped']) {
      if (round === 'stopped') await stopLine(scratch);
      const { progress, report } = await pushObject(scratch, first, text);
      expect(report.join()).not.toContain('ok refs');
      // git itself cannot walk some of them, and then says so in its own words.
      expect(progress).toMatch(/\[object-unreadable\]|\[commit-malformed\][^]*The commit has/);
      expect(progress).toMatch(word);
      expect(progress).not.toMatch(CONTROLS);
    }
    expect(await scratch.serverRef('refs/heads/main')).toBe(first);
  });

  test('a message over the limit is refused by its size, one under it is read', async () => {
    const { scratch, first } = await withMain();
    const text = (size: number) => (tree: string, parent: string) =>
      `${head(tree, parent)}${idents}\nbig\n\n${'x'.repeat(size)}\n`;
    const { progress } = await pushObject(scratch, first, text(3_000_000));
    expect(progress).toContain('[commit-too-large]');
    expect((await pushObject(scratch, first, text(1_000_000))).report).toContain('ok refs/heads/main');
  });

  test('a message in another encoding is read in it', async () => {
    const { scratch, first } = await withMain('lint: { subject-max-length: { max: 5 } }\n');
    const { progress } = await pushObject(scratch, first, (tree, parent) =>
      Buffer.from(`${head(tree, parent)}${idents}encoding ISO-8859-1\n\ncaf\xe9 noir\n`, 'latin1'),
    );
    expect(progress).toContain('café noir');
  });
});

describe('what the pusher is shown', () => {
  const hostile =
    '\x1b[31mred \x9b2J c1 \u202e bidi \u200b zero \u2066 isolate \ufeff bom \x07 bell \r error: fake \u{e0041} tag';

  test('holds no control character and at most 16 KiB, whatever subjects and refs are full of', async () => {
    const { scratch } = await withMain('lines: { main: { refs: ["refs/heads/**"] } }\n');
    await stopLine(scratch);
    for (let index = 0; index < 60; index++)
      await scratch.commit(
        `${hostile} ${index} ${'w'.repeat(9_000)}\n\nFixes-Build: ${'\u202e'.repeat(280)}${index}\n`,
      );
    const names = [0, 1, 2].map((index) => `main:refs/heads/\u202e\u200b${'n'.repeat(150)}${index}`);
    const { code, stderr } = await scratch.push(['origin', 'main', ...names]);
    expect(code).toBe(1);
    const said = stderr.split('\n').filter((line) => line.startsWith('remote: ')).map((line) => line.slice(8)); // prettier-ignore
    expect(said.join('\n')).not.toMatch(CONTROLS);
    expect(Buffer.byteLength(said.map((line) => line.trimEnd()).join('\n'))).toBeLessThanOrEqual(16_384);
    expect(said.join('\n')).toContain('\\x1b');
    // No text of a stranger begins a line with a word that git colours.
    expect(said.filter((line) => line.startsWith('error: fake'))).toEqual([]);
  });

  test('of 300 bad commits names the first and counts the rest', async () => {
    const { scratch } = await withMain();
    await stopLine(scratch);
    for (let index = 0; index < 300; index++) await scratch.commit(`bad ${index}\n`);
    const { stderr } = await scratch.push(['origin', 'main']);
    expect(stderr).toContain('and 260 more');
    const refused = await lastPush(scratch);
    expect(refused.findings).toHaveLength(100);
    expect(refused.moreFindings).toBe(200);
  });
});

describe('the override option', () => {
  const allowed = 'pusher: env:PUSHER\nlines: { main: { refs: [HEAD], override: [dana] } }\n';
  const pushAs = async (scratch: Scratch, pusher: string, options: readonly string[]) =>
    scratch.push([...options.flatMap((option) => ['-o', option]), 'origin', 'main'], {
      env: { PUSHER: pusher },
    });

  async function stopped(): Promise<Scratch> {
    const scratch = await openScratch({ config: allowed });
    await scratch.commit('first\n');
    expect((await pushAs(scratch, 'dana', [])).code).toBe(0);
    await stopLine(scratch);
    await scratch.commit('second\n');
    return scratch;
  }

  test('lets a permitted pusher in, with the reason on record', async () => {
    const scratch = await stopped();
    expect((await pushAs(scratch, 'dana', ['ci.skip', 'andon.override=site down'])).code).toBe(0);
    expect(await lastPush(scratch)).toMatchObject({
      kind: 'push.admitted',
      pusher: 'dana',
      passages: [{ way: 'override', reason: 'site down', stops: [1] }],
    });
  });

  test.each([
    ['nobody else', 'mallory', 'andon.override=site down', 'override-not-permitted'],
    ['not without a reason', 'dana', 'andon.override=', 'line-stopped'],
    ['not for a blank reason', 'dana', 'andon.override=  \t ', 'line-stopped'],
    ['not under another name', 'dana', 'andon.overrides=x', 'line-stopped'],
  ])('lets in %s', async (_, pusher, option, rule) => {
    const scratch = await stopped();
    expect((await pushAs(scratch, pusher, [option])).code).toBe(1);
    expect((await lastPush(scratch)).findings.map((finding) => finding.rule)).toContain(rule);
  });

  test('may hold a line break, which stays inside the reason', async () => {
    const scratch = await openScratch({ config: allowed });
    const first = await scratch.commit('first\n');
    expect((await pushAs(scratch, 'dana', [])).code).toBe(0);
    await stopLine(scratch);
    const second = await scratch.commit('second\n');
    await rawPush(scratch, scratch.server, {
      commands: [{ old: first, new: second, ref: 'refs/heads/main' }],
      pack: await makePack(scratch, [second], [first]),
      options: ['andon.override=site\n\x1b[2Jdown'],
      env: { PUSHER: 'dana' },
    });
    expect(await lastPush(scratch)).toMatchObject({ passages: [{ reason: 'site\n\x1b[2Jdown' }] });
    const log = await scratch.andon(['log']);
    expect(log.stdout).not.toMatch(CONTROLS);
    expect(log.stdout.split('\n').filter((line) => line.includes('down'))).toHaveLength(1);
  });

  test('counts as nothing where the server negotiated none', async () => {
    const scratch = await stopped();
    await scratch.git(['config', 'receive.advertisePushOptions', 'false'], { cwd: scratch.server });
    const env = { PUSHER: 'dana', GIT_PUSH_OPTION_COUNT: '7' };
    expect((await scratch.push(['origin', 'main'], { env })).code).toBe(1);
  });

  test('a pusher whom the configured source does not name is refused', async () => {
    const scratch = await stopped();
    expect((await pushAs(scratch, '', [])).code).toBe(1);
    expect((await lastPush(scratch)).findings.map(({ rule }) => rule)).toContain('pusher-unknown');
  });
});
