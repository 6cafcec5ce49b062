// What a client may send that git's own client never would: names, claims and symbolic refs.
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EMPTY_PACK, makePack, rawPush } from '../support/raw-client.ts';
import type { Scratch } from '../support/scratch.ts';
import { ZERO, entriesOf, openScratch, stopLine, withMain } from '../support/scratch.ts';

describe('a client that hangs up', () => {
  test.each([
    ['push', async (scratch: Scratch) => scratch.push(['origin', 'main'])],
    ['reconciliation', async (scratch: Scratch) => scratch.andon(['audit', 'reconcile'])],
  ] as const)('has its push settled as landed by the next %s', async (_, look) => {
    const { scratch, first } = await withMain();
    const second = await scratch.commit('second\n');
    const pack = await makePack(scratch, [second], [first]);
    const ref = 'refs/heads/main';
    await rawPush(scratch, scratch.server, {
      commands: [{ old: first, new: second, ref }],
      pack,
      hangUp: 'sent',
    });
    expect(await scratch.serverRef(ref)).toBe(second);
    // post-receive has not run: only the first push is settled.
    expect(await entriesOf(scratch, 'push.settled')).toHaveLength(1);
    await scratch.commit('third\n');
    expect((await look(scratch)).code).toBe(0);
    const admitted = (await entriesOf(scratch, 'push.admitted')).find(
      ({ updates }) => updates[0]?.new === second,
    );
    const settled = (await entriesOf(scratch, 'push.settled')).filter(({ push }) => push === admitted?.push);
    expect(settled).toMatchObject([{ via: 'reconcile', results: [{ ref, new: second, landing: 'landed' }] }]);
    expect(await entriesOf(scratch, 'ref.drifted')).toEqual([]);
  });
});

describe('the names in a push', () => {
  test.each([
    ['a line break', 'refs/heads/x\nrefs/heads/y'],
    ['HEAD', 'HEAD'],
    ['a way out', 'refs/heads/../../x'],
    ['an escape', 'refs/heads/\x1b[2Jx'],
    ['an empty component', 'refs/heads//x'],
    ['no folder', '__proto__'],
    ['a lock', 'refs/heads/x.lock'],
    ['nothing below refs', 'refs/'],
  ])('pre-receive refuses the whole push for %s', async (_, ref) => {
    const { scratch, first } = await withMain();
    const good = { old: ZERO, new: first, ref: 'refs/heads/good' };
    const { report, progress } = await rawPush(scratch, scratch.server, {
      commands: [good, { old: ZERO, new: first, ref }],
      pack: EMPTY_PACK,
    });
    expect(report.filter((line) => line.startsWith('ok '))).toEqual([]);
    expect(await scratch.serverRef('refs/heads/good')).toBeUndefined();
    // eslint-disable-next-line no-control-regex
    expect(progress.toString('latin1')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
    const refused = await entriesOf(scratch, 'push.refused');
    expect(refused.at(-1)?.findings.map(({ rule }) => rule)).toEqual(['push-malformed']);
  });

  test('a phantom line inside a name is judged like any other, and never recorded as landed', async () => {
    const { scratch, first } = await withMain();
    const phantom = { old: ZERO, new: first, ref: `refs/heads/x\n${first} ${ZERO} refs/heads/main` };
    const commands = [{ old: ZERO, new: first, ref: 'refs/heads/good' }, phantom];
    await rawPush(scratch, scratch.server, { commands, pack: EMPTY_PACK });
    expect(await scratch.serverRef('refs/heads/main')).toBe(first);
    const landings = (await entriesOf(scratch, 'push.settled')).at(-1)?.results.map(({ ref, landing }) => `${ref} ${landing}`); // prettier-ignore
    expect(landings).toEqual([
      'refs/heads/good landed',
      'refs/heads/x not-landed',
      'refs/heads/main not-landed',
    ]);
    await stopLine(scratch);
    const { report } = await rawPush(scratch, scratch.server, { commands: [phantom], pack: EMPTY_PACK });
    expect(report.join()).not.toMatch(/^ok /m);
    expect((await entriesOf(scratch, 'push.refused')).at(-1)?.findings[0]?.rule).toBe('line-stopped');
  });

  test('pre-receive refuses a ref that comes twice', async () => {
    const { scratch, first } = await withMain();
    const twice = { old: ZERO, new: first, ref: 'refs/heads/twice' };
    const { report } = await rawPush(scratch, scratch.server, { commands: [twice, twice], pack: EMPTY_PACK });
    expect(report.filter((line) => line.startsWith('ok '))).toEqual([]);
    expect((await entriesOf(scratch, 'push.refused')).at(-1)?.findings[0]?.message).toContain('twice');
  });

  test.each([
    ['\xff', 'refs/heads/x%FF'],
    ['%', 'refs/heads/x%25'],
    ['\xc3\xa9', 'refs/heads/xé'],
    ['\xe2\x80\xae', 'refs/heads/x%E2%80%AE'],
    ['/__proto__', 'refs/heads/x/__proto__'],
    ['/constructor', 'refs/heads/x/constructor'],
  ])('a name that ends in %j lands and is recorded as %s', async (end, text) => {
    const { scratch, first } = await withMain();
    const ref = `refs/heads/x${end}`;
    const { report } = await rawPush(scratch, scratch.server, {
      commands: [{ old: ZERO, new: first, ref }],
      pack: EMPTY_PACK,
    });
    expect(report).toContain(`ok ${ref}`);
    expect((await entriesOf(scratch, 'push.settled')).at(-1)?.results).toEqual([
      { ref: text, new: first, landing: 'landed' },
    ]);
    // The ref is found again: the journal agrees with the repository.
    const again = await scratch.andon(['audit', 'reconcile']);
    expect(again.stderr).toContain('nothing to reconcile');
  });
});

describe('a claimed old value', () => {
  test.each([
    ['of no object', 'deadbeef'.repeat(5)],
    ['of zeros', ZERO],
  ])('%s does not get a delete past a stopped line', async (_, old) => {
    const { scratch, first } = await withMain('lines: { main: { refs: [HEAD, refs/heads/release/*] } }\n');
    await scratch.push(['origin', 'main:refs/heads/release/1']);
    await stopLine(scratch);
    const ref = 'refs/heads/release/1';
    const { report } = await rawPush(scratch, scratch.server, { commands: [{ old, new: ZERO, ref }] });
    expect(report.join()).toContain(`ng ${ref}`);
    expect(await scratch.serverRef(ref)).toBe(first);
    expect((await entriesOf(scratch, 'push.refused')).at(-1)).toMatchObject({
      updates: [{ ref, old: first, new: null, claimedOld: old }],
      findings: [{ rule: 'line-stopped' }],
    });
  });

  test('of no object deletes on a running line, and the journal knows what was deleted', async () => {
    const { scratch, first } = await withMain();
    await scratch.push(['origin', 'main:refs/heads/side']);
    const ref = 'refs/heads/side';
    const { report } = await rawPush(scratch, scratch.server, { commands: [{ old: ZERO, new: ZERO, ref }] });
    expect(report).toContain(`ok ${ref}`);
    expect((await entriesOf(scratch, 'push.admitted')).at(-1)?.updates).toMatchObject([
      { ref, old: first, new: null },
    ]);
    expect((await entriesOf(scratch, 'push.settled')).at(-1)?.results[0]?.landing).toBe('landed');
  });
});

describe('refs that git refuses after pre-receive', () => {
  test('hidden refs and missing objects are recorded as not landed, and the others land', async () => {
    const { scratch, first } = await withMain();
    await scratch.git(['config', 'receive.hideRefs', 'refs/hidden'], { cwd: scratch.server });
    const commands = [
      { old: ZERO, new: first, ref: 'refs/hidden/x' },
      { old: ZERO, new: 'deadbeef'.repeat(5), ref: 'refs/heads/missing' },
      { old: ZERO, new: first, ref: 'refs/heads/good' },
    ];
    const { report } = await rawPush(scratch, scratch.server, { commands, pack: EMPTY_PACK });
    expect(report.filter((line) => line.startsWith('ok '))).toEqual(['ok refs/heads/good']);
    const landings = (await entriesOf(scratch, 'push.settled')).at(-1)?.results.map(({ ref, landing }) => `${ref} ${landing}`); // prettier-ignore
    expect(landings?.sort()).toEqual([
      'refs/heads/good landed',
      'refs/heads/missing not-landed',
      'refs/hidden/x not-landed',
    ]);
  });

  test('a missing object on a line is refused, in words', async () => {
    const { scratch, first } = await withMain();
    const { progress } = await rawPush(scratch, scratch.server, {
      commands: [{ old: first, new: 'deadbeef'.repeat(5), ref: 'refs/heads/main' }],
      pack: EMPTY_PACK,
    });
    expect(progress.toString()).toContain('[object-unreadable]');
  });
});

describe('symbolic refs', () => {
  test.each([1, 2])('a push through %i of them to a stopped line is refused', async (depth) => {
    const { scratch } = await withMain();
    const server = { cwd: scratch.server };
    await scratch.git(['symbolic-ref', 'refs/heads/alias1', 'refs/heads/main'], server);
    await scratch.git(['symbolic-ref', 'refs/heads/alias2', 'refs/heads/alias1'], server);
    await stopLine(scratch);
    await scratch.commit('through the back door\n');
    const { code, stderr } = await scratch.push(['origin', `main:refs/heads/alias${depth}`]);
    expect(code).toBe(1);
    expect(stderr).toContain('STOPPED');
    expect((await entriesOf(scratch, 'push.refused')).at(-1)?.updates).toMatchObject([
      { ref: `refs/heads/alias${depth}`, target: 'refs/heads/main', lines: ['main'] },
    ]);
  });

  test.each([1, 2])('%i of them to an unborn branch of a stopped line are followed', async (depth) => {
    const scratch = await openScratch();
    const server = { cwd: scratch.server };
    await scratch.git(['symbolic-ref', 'refs/heads/alias1', 'refs/heads/main'], server);
    await scratch.git(['symbolic-ref', 'refs/heads/alias2', 'refs/heads/alias1'], server);
    await stopLine(scratch);
    await scratch.commit('born\n');
    const { stderr } = await scratch.push(['origin', `main:refs/heads/alias${depth}`]);
    expect(stderr).toContain('STOPPED');
    expect(await scratch.serverRef('refs/heads/main')).toBeUndefined();
  });

  test('a landed push through one is recorded for the ref that moved', async () => {
    const { scratch } = await withMain();
    await scratch.git(['symbolic-ref', 'refs/heads/alias', 'refs/heads/main'], { cwd: scratch.server });
    const second = await scratch.commit('second\n');
    expect((await scratch.push(['origin', 'main:refs/heads/alias'])).code).toBe(0);
    expect((await entriesOf(scratch, 'push.settled')).at(-1)?.results).toEqual([
      { ref: 'refs/heads/main', new: second, landing: 'landed' },
    ]);
  });

  test('a ref is not moved twice in one push, by another name', async () => {
    const { scratch, first } = await withMain();
    await scratch.git(['symbolic-ref', 'refs/heads/alias', 'refs/heads/main'], { cwd: scratch.server });
    const second = await scratch.commit('second\n');
    const { progress } = await rawPush(scratch, scratch.server, {
      commands: ['main', 'alias'].map((name) => ({ old: first, new: second, ref: `refs/heads/${name}` })),
      pack: await makePack(scratch, [second], [first]),
    });
    expect(progress.toString()).toContain('[ref-moved-twice]');
    expect(await scratch.serverRef('refs/heads/main')).toBe(first);
  });
});

test('with GIT_NAMESPACE the refs of the namespace are meant and recorded', async () => {
  const scratch = await openScratch({
    config: 'lines: { main: { refs: [HEAD, "refs/namespaces/**/refs/heads/main"] } }\n',
  });
  const env = { GIT_NAMESPACE: 'a/b' };
  const first = await scratch.commit('first\n');
  const ref = 'refs/namespaces/a/refs/namespaces/b/refs/heads/main';
  expect((await scratch.push(['origin', 'main'], { env })).code).toBe(0);
  expect(await scratch.serverRef(ref)).toBe(first);
  expect((await entriesOf(scratch, 'push.settled')).at(-1)?.results).toEqual([
    { ref, new: first, landing: 'landed' },
  ]);
  await stopLine(scratch);
  await scratch.commit('second\n');
  expect((await scratch.push(['origin', 'main'], { env })).stderr).toContain('STOPPED');
});

describe('refs/replace', () => {
  test('cannot be pushed', async () => {
    const { scratch, first } = await withMain();
    const { code, stderr } = await scratch.push(['origin', `main:refs/replace/${first}`]);
    expect(code).toBe(1);
    expect(stderr).toContain('[replace-refs]');
  });

  test('of the server do not change what is judged', async () => {
    const { scratch } = await withMain();
    await stopLine(scratch);
    const bad = await scratch.commit('no trailer\n');
    await scratch.git(['checkout', '-q', '-b', 'other', 'HEAD^']);
    const good = await scratch.commit('with one\n\nFixes-Build: 1\n');
    await scratch.push(['origin', 'other', `${bad}:refs/heads/scratch`]);
    await scratch.git(['update-ref', `refs/replace/${bad}`, good], { cwd: scratch.server });
    const { stderr } = await scratch.push(['origin', `${bad}:main`]);
    expect(stderr).toContain('without a fix trailer');
  });
});

test('a repository reached through a symbolic link and a path with a colon is judged the same', async () => {
  const { scratch } = await withMain();
  await stopLine(scratch);
  const folder = scratch.path('odd:folder');
  mkdirSync(folder);
  symlinkSync(scratch.server, join(folder, 'link.git'));
  await scratch.commit('second\n');
  const { stderr } = await scratch.push([join(folder, 'link.git'), 'main']);
  expect(stderr).toContain('STOPPED');
});
