// Reading what commits change, from real repositories with all that may be in one.
import { existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openRepository } from '../../src/git/git-repository.ts';
import type { ChangeLimits, ChangeNeeds, ChangesAnswer, CommitChanges } from '../../src/guard/change.ts';
import type { CommitParents } from '../../src/push/repository.ts';
import { parseOid } from '../../src/ref/oid.ts';
import type { Oid } from '../../src/ref/oid.ts';
import { bareScratch } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

const LIMITS: ChangeLimits = { paths: 100_000, blobBytes: 8 * 2 ** 20, bytes: 128 * 2 ** 20 };
const NOTHING: ChangeNeeds = { sizes: false, folders: false, reading: () => undefined, files: () => [] };
const ALL: ChangeNeeds = { ...NOTHING, reading: () => ({ mostBytes: Infinity, former: true }) };
const FOLDERS: ChangeNeeds = { ...NOTHING, folders: true };

interface Place extends Scratch {
  /** Imports commits (git-fast-import(1)) into the branch; returns their ids, the oldest first. */
  readonly load: (stream: string) => Promise<readonly Oid[]>;
  readonly read: (
    oids: readonly Oid[],
    options?: { needs?: ChangeNeeds; limits?: Partial<ChangeLimits> },
  ) => Promise<{ answer: ChangesAnswer; seen: readonly CommitChanges[] }>;
}

async function openPlace(init: readonly string[] = []): Promise<Place> {
  const scratch = bareScratch();
  const { git, server } = scratch;
  await git(['init', '-q', '--bare', '-b', 'main', ...init, server], { cwd: scratch.folder });
  const parentsOf = async (oid: Oid): Promise<CommitParents> => {
    const line = await git(['rev-list', '--parents', '--max-count=1', oid], { cwd: server });
    return { oid, parents: line.split(' ').slice(1) as Oid[] };
  };
  return {
    ...scratch,
    async load(stream) {
      const input = Buffer.from(stream, 'latin1');
      await git(['fast-import', '--quiet', '--force'], { cwd: server, input });
      const list = await git(['rev-list', '--reverse', '--topo-order', 'main'], { cwd: server });
      return list.split('\n').flatMap((line) => parseOid(line) ?? []);
    },
    async read(oids, { needs = NOTHING, limits = {} } = {}) {
      const repository = openRepository(server, { environment: scratch.env, deadlineAt: Infinity });
      const seen: CommitChanges[] = [];
      const commits = await Promise.all(oids.map(parentsOf));
      const reading = { needs, limits: { ...LIMITS, ...limits } };
      const answer = await repository.readChanges(commits, reading, (changes) => seen.push(changes));
      return { answer, seen };
    },
  };
}

/** One commit of a stream; `lines` as fast-import has them. */
function commit(mark: number, lines: readonly string[], from: readonly number[] = []): string {
  const [first, ...others] = from;
  return [
    `commit refs/heads/main\nmark :${mark}\ncommitter D <d@example.org> ${1_700_000_000 + mark} +0000\ndata 1\nm`,
    ...(first === undefined ? [] : [`from :${first}`]),
    ...others.map((other) => `merge :${other}`),
    ...lines,
    '\n',
  ].join('\n');
}

const file = (path: string, content: string, mode = '100644'): string =>
  `M ${mode} inline ${path}\ndata ${content.length}\n${content}`;

/** Changes in words: how many parents had the path, mode, and path. */
function inWords({ changes }: CommitChanges): readonly string[] {
  return changes.map(({ path, mode, former }) => `${former.length} ${mode} ${path}`);
}

describe('readChanges()', () => {
  it('lists roots, new, changed, moved and deleted paths, links and submodules', async () => {
    const { load, read } = await openPlace();
    const id = 'a'.repeat(40);
    const oids = await load(
      commit(1, [file('a', '1'), file('d/b', '2'), file('gone', '3')]) +
        commit(2, ['R a moved', 'D gone', file('d/b', '2', '100755'), file('l', 'd/b', '120000'), `M 160000 ${id} s`], [1]), // prettier-ignore
    );
    const { answer, seen } = await read(oids);
    expect(answer).toEqual({ kind: 'read' });
    expect(seen.map(({ oid }) => oid)).toEqual(oids);
    expect(seen.map(inWords)).toEqual([
      ['0 100644 a', '0 100644 d/b', '0 100644 gone'],
      ['1 000000 a', '1 100755 d/b', '1 000000 gone', '0 120000 l', '0 100644 moved', '0 160000 s'],
    ]);
  });

  it('gives of a merge what none of its parents has', async () => {
    const { load, read } = await openPlace();
    const oids = await load(
      commit(1, [file('both', 'x\n'), file('a', '1')]) +
        commit(2, [file('both', 'x\nours\n'), file('ours', '1')], [1]) +
        commit(3, [file('both', 'x\ntheirs\n'), file('theirs', '1')], [1]) +
        commit(4, [file('both', 'x\nours\ntheirs\nevil\n'), file('theirs', '1'), file('evil', 'e')], [2, 3]),
    );
    const { seen } = await read(oids, { needs: ALL });
    const merge = seen.find(({ oid }) => oid === oids.at(-1));
    expect(merge?.changes).toMatchObject([
      { path: 'both', content: 'x\nours\ntheirs\nevil\n', formerContents: ['x\nours\n', 'x\ntheirs\n'] },
      { path: 'evil', content: 'e', former: [], formerContents: [] },
    ]);
  });

  it('takes a merge of many', async () => {
    const { load, read } = await openPlace();
    const oids = await load(
      commit(1, [file('a', '1')]) +
        [2, 3, 4].map((mark) => commit(mark, [file('a', `${mark}`)], [1])).join('') +
        commit(5, [file('a', 'evil'), file('b', 'new')], [2, 3, 4]),
    );
    const { seen } = await read(oids.slice(-1), { needs: ALL });
    expect(seen[0]?.changes).toMatchObject([
      { path: 'a', content: 'evil', formerContents: ['2', '3', '4'] },
      { path: 'b', content: 'new', former: [] },
    ]);
  });

  it('finds a name that only a merge brings together with another', async () => {
    const { load, read } = await openPlace();
    const oids = await load(
      commit(1, [file('d/a', '1')]) +
        commit(2, [file('d/Name', '1')], [1]) +
        commit(3, [file('d/name', '1')], [1]) +
        commit(4, [file('d/name', '1')], [2, 3]),
    );
    const { seen } = await read(oids.slice(-1), { needs: FOLDERS });
    expect(seen[0]?.changes).toEqual([]);
    expect(seen[0]?.folders).toEqual([{ path: 'd', names: ['Name', 'a', 'name'], added: new Set(['name']) }]);
  });

  it('lists the names of folders that grow, old and new ones', async () => {
    const { load, read } = await openPlace();
    const oids = await load(
      commit(1, [file('a', '1'), file('d/x', '1'), file('e/x', '1')]) +
        commit(2, [file('b', '1'), file('d/y', '1'), file('e/x', '2'), file('n/m/z', '1')], [1]),
    );
    const { seen } = await read(oids.slice(-1), { needs: FOLDERS });
    expect(seen.map(inWords)).toEqual([['0 100644 b', '0 100644 d/y', '1 100644 e/x', '0 100644 n/m/z']]);
    expect(seen[0]?.folders).toEqual([
      { path: '', names: ['a', 'b', 'd', 'e', 'n'], added: new Set(['b', 'n']) },
      { path: 'd', names: ['x', 'y'], added: new Set(['y']) },
      { path: 'n', names: ['m'], added: new Set(['m']) },
      { path: 'n/m', names: ['z'], added: new Set(['z']) },
    ]);
  });

  it.each(['sha1', 'sha256'])('reads contents, sizes and files beside in a %s repository', async (format) => {
    const { load, read } = await openPlace([`--object-format=${format}`]);
    const oids = await load(
      commit(1, [file('.gitattributes', '* x'), file('a', 'one\0\xff'), file('big', 'b'.repeat(99))]) +
        commit(2, [file('d/c', 'new'), file('a', 'two')], [1]),
    );
    const needs: ChangeNeeds = {
      ...NOTHING,
      sizes: true,
      folders: true,
      reading: ({ path }) => (path === 'big' ? undefined : { mostBytes: 50, former: path === 'a' }),
      files: () => ['.gitattributes', 'd', 'none'],
    };
    const { seen } = await read(oids, { needs });
    expect(seen.map(({ changes }) => changes)).toMatchObject([
      [
        { path: '.gitattributes', content: '* x' },
        { path: 'a', content: 'one\0\xff', sizeBytes: 5 },
        { path: 'big', sizeBytes: 99 },
      ],
      [{ content: 'two', formerContents: ['one\0\xff'] }, { content: 'new' }],
    ]);
    expect(seen[0]?.changes[2]).not.toHaveProperty('content');
    expect(seen[1]?.changes[1]).not.toHaveProperty('formerContents');
    expect(seen.map(({ files }) => [...files])).toEqual([
      [['.gitattributes', '* x']],
      [['.gitattributes', '* x']],
    ]);
    expect(seen[1]?.folders[0]?.names).toEqual(['.gitattributes', 'a', 'big', 'd']);
  });

  it('takes names as they are', async () => {
    const { load, read } = await openPlace();
    const names = ['-x', ':a b', 'a"b\\', 'l\nm/n\no', '\xff\xfe', 'missing', '*', "'", '\x1b[31m'];
    const quoted = names.map((name) => JSON.stringify(name).replaceAll('\\u001b', '\\033'));
    const oids = await load(commit(1, quoted.map((name, index) => file(name, `${index}`)))); // prettier-ignore
    const needs = { ...ALL, folders: true, files: ({ path }: { path: string }) => [path, `${path}/none\n1`] };
    const { answer, seen } = await read(oids, { needs });
    expect(answer).toEqual({ kind: 'read' });
    expect(new Map(seen[0]?.changes.map(({ path, content }) => [path, content]))).toEqual(
      new Map(names.map((name, index) => [name, `${index}`])),
    );
    expect(seen[0]?.files).toEqual(new Map(seen[0]?.changes.map(({ path, content }) => [path, content])));
    expect(new Set(seen[0]?.folders.map(({ path }) => path))).toEqual(new Set(['', 'l\nm']));
  });

  it('is not told what to do by settings and attributes of either side', async () => {
    const { load, read, git, server, path } = await openPlace();
    const id = 'a'.repeat(40);
    const modules = '[submodule "s"]\n\tpath = s\n\turl = u\n\tignore = all\n';
    const oids = await load(
      commit(1, [file('a.php', 'one\n'), file('.gitmodules', modules), `M 160000 ${id} s`]) +
        commit(2, [file('.gitattributes', '* -diff diff=evil -text filter=evil\n'), file('a.php', 'two\n'), `M 160000 ${'b'.repeat(40)} s`], [1]), // prettier-ignore
    );
    const evil = `touch ${path('ran')}; false`;
    for (const [key, value] of [
      ['diff.evil.command', evil],
      ['diff.evil.textconv', evil],
      ['diff.external', evil],
      ['filter.evil.smudge', evil],
      ['core.bare', 'false'],
      ['diff.ignoreSubmodules', 'all'],
      ['submodule.s.ignore', 'all'],
      ['diff.renames', 'copies'],
      ['diff.orderFile', '/dev/null/none'],
      ['diff.noprefix', 'true'],
      ['diff.submodule', 'log'],
      ['diff.relative', 'true'],
      ['core.abbrev', '7'],
      ['core.quotePath', 'true'],
      ['attr.tree', 'HEAD'],
      ['log.showRoot', 'false'],
    ])
      await git(['config', key ?? '', value ?? ''], { cwd: server });
    writeFileSync(path('server.git', 'info', 'attributes'), '* -diff diff=evil\n');
    const { answer, seen } = await read(oids, { needs: ALL });
    expect(answer).toEqual({ kind: 'read' });
    expect(inWords(seen[1] as CommitChanges)).toEqual([
      '0 100644 .gitattributes',
      '1 100644 a.php',
      '1 160000 s',
    ]);
    expect(inWords(seen[0] as CommitChanges)).toHaveLength(3);
    expect(seen[1]?.changes[1]).toMatchObject({ content: 'two\n', formerContents: ['one\n'] });
    expect(existsSync(path('ran'))).toBe(false);
  });

  it('reads ten thousand files, and stops at its limits', async () => {
    const { load, read } = await openPlace();
    const oids = await load(
      commit(
        1,
        Array.from({ length: 10_000 }, (_, index) => file(`d${index % 100}/f${index}`, `${index}\n`)),
      ),
    );
    const all = await read(oids, { needs: { ...ALL, folders: true } });
    expect(all.answer).toEqual({ kind: 'read' });
    expect(all.seen[0]?.changes.filter(({ content }) => content !== undefined)).toHaveLength(10_000);
    expect(all.seen[0]?.folders).toHaveLength(101);
    for (const paths of [1, 9_999])
      expect(await read(oids, { limits: { paths } })).toEqual({
        answer: { kind: 'stopped', at: 'paths' },
        seen: [],
      });
    expect((await read(oids, { limits: { paths: 10_000 } })).answer).toEqual({ kind: 'read' });
    const few = await read(oids, { needs: ALL, limits: { bytes: 10_000 } });
    expect(few).toEqual({ answer: { kind: 'stopped', at: 'bytes' }, seen: [] });
  });

  it('reads what does not fit into memory at once piece by piece', async () => {
    const { load, read } = await openPlace();
    const content = (index: number): string => `${index}`.repeat(20 * 2 ** 20);
    const oids = await load([1, 2, 3, 4].map((at) => commit(at, [file('a', content(at))], at > 1 ? [at - 1] : [])).join('')); // prettier-ignore
    const { answer, seen } = await read(oids, { needs: ALL, limits: { blobBytes: 2 ** 25 } });
    expect(answer).toEqual({ kind: 'read' });
    expect(seen.map(({ changes }) => changes[0]?.content === content(Number(changes[0]?.content?.[0])))).toEqual([true, true, true, true]); // prettier-ignore
    expect(seen.map(({ changes }) => changes[0]?.formerContents?.[0]?.[0])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ]);
    expect((await read(oids, { needs: ALL, limits: { blobBytes: 2 ** 25, bytes: 70 * 2 ** 20 } })).answer).toEqual({ kind: 'stopped', at: 'bytes' }); // prettier-ignore
  });

  it('says so when an object is missing', async () => {
    const { load, read, git, server, path } = await openPlace();
    const oids = await load(commit(1, [file('a', 'x')]));
    const blob = await git(['rev-parse', `${oids[0]}:a`], { cwd: server });
    rmSync(path('server.git', 'objects', blob.slice(0, 2), blob.slice(2)));
    expect(await read(oids)).toMatchObject({ answer: { kind: 'read' } });
    const problem = `missing object ${blob}`;
    expect((await read(oids, { needs: ALL })).answer).toEqual({ kind: 'unreadable', problem });
    const tree = await git(['rev-parse', `${oids[0]}^{tree}`], { cwd: server });
    rmSync(path('server.git', 'objects', tree.slice(0, 2), tree.slice(2)));
    expect((await read(oids)).answer).toEqual({ kind: 'unreadable', problem: expect.stringContaining(tree) });
  });
});

describe('readChanges() of a push', () => {
  it('reads what lies in quarantine, and of what is too large the size only', async () => {
    const scratch = bareScratch();
    const { git, server, work, path, run } = scratch;
    await git(['init', '-q', '--bare', '-b', 'main', server], { cwd: scratch.folder });
    await git(['init', '-q', '-b', 'main', work], { cwd: scratch.folder });
    writeFileSync(path('work', 'small'), 'key\n');
    writeFileSync(path('work', 'large'), '');
    truncateSync(path('work', 'large'), 300 * 2 ** 20);
    await git(['add', '.']);
    await git(['commit', '-q', '-m', 'm']);
    // A pack, because git streams loose objects anyway.
    await git(['config', 'receive.unpackLimit', '1'], { cwd: server });
    // Every git that our code starts has a fifth of what the file would take.
    mkdirSync(path('bin'));
    const wrapper = '#!/bin/sh\nulimit -v 61440\nPATH=${PATH#*:} exec git "$@"\n';
    writeFileSync(path('bin', 'git'), wrapper, { mode: 0o755 });
    const root = new URL('../..', import.meta.url).pathname;
    const script = `
      import { openRepository } from '${root}src/git/git-repository.ts';
      const oid = (await import('node:fs')).readFileSync(0, 'latin1').split(' ')[1];
      const environment = { ...process.env, PATH: '${path('bin')}:' + process.env.PATH };
      const repository = openRepository('.', { environment, deadlineAt: Date.now() + 50_000 });
      const needs = { sizes: true, folders: true, reading: () => ({ mostBytes: Infinity, former: true }), files: () => [] };
      const limits = ${JSON.stringify(LIMITS)};
      const answer = await repository.readChanges([{ oid, parents: [] }], { needs, limits }, ({ changes, folders }) =>
        console.log(JSON.stringify({ quarantined: 'GIT_QUARANTINE_PATH' in process.env,
          changes: changes.map(({ path, sizeBytes, content }) => [path, sizeBytes, content]), names: folders[0].names })));
      console.log(JSON.stringify(answer));
      process.exitCode = 1;`;
    writeFileSync(path('hook.ts'), script);
    const hook = `#!/bin/sh\nexec '${process.execPath}' '${path('hook.ts')}'\n`;
    mkdirSync(path('server.git', 'hooks'), { recursive: true });
    writeFileSync(path('server.git', 'hooks', 'pre-receive'), hook, { mode: 0o755 });
    const { code, stderr } = await run('git', ['push', server, 'main'], { cwd: work });
    expect(code).toBe(1);
    const said = stderr.split('\n').flatMap((line) => /^remote: (\{.*\})\s*$/.exec(line)?.[1] ?? []);
    expect(said.map((line) => JSON.parse(line) as unknown)).toEqual([
      { quarantined: true, changes: [['large', 300 * 2 ** 20, null], ['small', 4, 'key\n']], names: ['large', 'small'] }, // prettier-ignore
      { kind: 'read' },
    ]);
  });
});
