import { expect, it } from 'vitest';
import { judgeCommits, testChangeRule } from '../support/change.ts';

const MIB = 2 ** 20;

testChangeRule('file-max-size', {
  accepted: [
    [{ path: 'a', size: 10 * MIB }],
    [{ path: 'a', size: 11 * MIB, was: null, wasMode: '100755' }],
    [{ path: 'v/a.mp4', size: 11 * MIB }, { except: ['*.mp4'] }],
    [{ path: 'a', mode: '000000', was: 'x' }],
    [{ path: 'a', mode: '160000' }, { maxBytes: 0 }],
  ],
  refused: [
    [{ path: 'a', size: 10 * MIB + 1 }, '"a" has 10.1 MiB; at most 10 MiB are allowed'],
    [{ path: 'a', size: 11 * MIB, was: 'x' }, '"a" has 11 MiB; at most 10 MiB are allowed'],
    [{ path: 'a', size: 300 }, '"a" has 300 bytes; at most 200 bytes are allowed', { maxBytes: 200 }],
  ],
  bad: [[{ maxBytes: '10 MB' }, `maxBytes has to be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`]],
});

testChangeRule('push-max-size', {
  accepted: [[{ path: 'a', size: 100 * MIB }]],
  refused: [
    [
      { path: 'a', size: 100 * MIB + 1 },
      'The new contents have 100.1 MiB together; at most 100 MiB are allowed',
    ],
  ],
  bad: [[{ maxBytes: 0.5 }, `maxBytes has to be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`]],
});

it('push-max-size counts all commits, and each content once', () => {
  const commit = (size: number) => ({ changes: [{ path: 'a', size }] });
  expect(judgeCommits('push-max-size', [commit(60), commit(60)], { maxBytes: 100 })).toEqual([]);
  const two = { changes: [{ path: 'a', size: 60 }, { path: 'b', size: 60 }] }; // prettier-ignore
  expect(judgeCommits('push-max-size', [commit(60), two], { maxBytes: 119 })).toEqual([
    'The new contents have 120 bytes together; at most 119 bytes are allowed',
  ]);
});

testChangeRule('binary-files', {
  accepted: [
    [{ path: 'a', content: 'x' }],
    [{ path: 'a', content: `${'x'.repeat(8_000)}\0` }],
    [{ path: 'i/a.png', content: '\0' }, { allow: ['*.png'] }],
    [{ path: 'a', content: '\0', was: null, wasMode: '100755' }],
    [{ path: 'a', mode: '000000', was: '\0' }],
    [{ path: 'a', mode: '160000' }],
  ],
  refused: [
    [{ path: 'a', content: 'x\0' }, '"a" is binary; only listed paths may be'],
    [{ path: 'a', content: `${'x'.repeat(7_999)}\0` }, '"a" is binary; only listed paths may be'],
    [{ path: 'a', size: 300 * MIB }, '"a" is too large to tell whether it is binary'],
  ],
  bad: [[{ allow: true }, 'allow has to be a list of strings']],
});

const link = (path: string, content: string): { path: string; mode: string; content: string } => ({
  path,
  mode: '120000',
  content,
});

testChangeRule('symlink-outside', {
  accepted: [
    [link('a', 'b')],
    [link('d/a', '../b/c')],
    [link('d/a', './../b')],
    [link('d/e/a', '../../b')],
    [{ ...link('a', '/etc/passwd'), was: null }],
    [{ path: 'a', content: '/etc/passwd' }],
    [{ path: 'a', mode: '000000', wasMode: '120000', was: '/' }],
  ],
  refused: [
    [link('a', '/etc/passwd'), '"a" is a link to "/etc/passwd", an absolute path; it has to be relative'],
    [link('a', 'C:x'), '"a" is a link to "C:x", an absolute path; it has to be relative'],
    [link('a', '\\x'), '"a" is a link to "\\x", an absolute path; it has to be relative'],
    [link('a', '..'), '"a" is a link to "..", outside the tree'],
    [link('d/a', '../../x'), '"d/a" is a link to "../../x", outside the tree'],
    [link('d/a', '..\\..\\x'), '"d/a" is a link to "..\\..\\x", outside the tree'],
    [link('d/a', 'b/../../..'), '"d/a" is a link to "b/../../.."; ".." may only stand in front'],
    [link('a', '.GIT/config'), '"a" is a link to ".GIT/config", inside git\'s own folder'],
    [link('a', 'b\0'), '"a" is a link to what is no path'],
    [{ path: 'a', mode: '120000', size: 5_000 }, '"a" is a link to what is no path'],
    [
      { ...link('a', '/'), was: null, wasMode: '100644' },
      '"a" is a link to "/", an absolute path; it has to be relative',
    ],
    [link('a', 'b'), '"a" is a symbolic link; none may be pushed here', { forbid: true }],
  ],
  bad: [[{ forbid: 'yes' }, 'forbid has to be true or false']],
});

const urls = ['https://git.example.org/*', '../*'];
const modules = (...lines: readonly string[]): Readonly<Record<string, string>> => ({
  '.gitmodules': ['[submodule "s"]', '\tpath = s', ...lines, ''].join('\n'),
});
const withModules = (...lines: readonly string[]): never =>
  ({ changes: [{ path: 's', mode: '160000' }], files: modules(...lines) }) as never;
const ODD = '".gitmodules" is not as git submodule add writes it, and cannot be judged';

testChangeRule('submodule', {
  accepted: [
    ['a'],
    [{ path: 's', mode: '000000', wasMode: '160000', was: 'x' }],
    [withModules('\turl = https://git.example.org/x/y.git', '\tbranch = main'), { urls }],
    [withModules('\turl = ../x'), { urls }],
    [{ changes: ['a'], files: modules('\turl = evil') }, { urls }],
    [{ path: '.gitmodules', mode: '000000', was: 'x' }, { urls }],
  ],
  refused: [
    [{ path: 's', mode: '160000' }, '"s" is a submodule; none may be pushed here'],
    [
      withModules('\turl = https://evil.example/'),
      '"s" is a submodule from "https://evil.example/"; its URL is not on the list',
      { urls },
    ],
    [
      { changes: ['.gitmodules'], files: modules('\turl = -x') },
      '"s" is a submodule from "-x"; its URL is not on the list',
      { urls },
    ],
    [
      { changes: [{ path: 't', mode: '160000' }], files: modules('\turl = ../x') },
      '"t" is a submodule without a URL in ".gitmodules"',
      { urls },
    ],
    [{ path: 't', mode: '160000' }, '"t" is a submodule without a URL in ".gitmodules"', { urls }],
    [withModules(), '"s" is a submodule from ""; its URL is not on the list', { urls }],
    [withModules('\turl = ../x', '\turl = evil'), ODD, { urls }],
    [withModules('\turl = "../x"'), ODD, { urls }],
    [withModules('\turl = ../x\\', 'evil'), ODD, { urls }],
    [withModules('\turl = ../x', '[SUBMODULE "s"] url = evil'), ODD, { urls }],
    [withModules('\turl = ../x', '[submodule "s"]', '\tignore = all'), ODD, { urls }],
  ],
  bad: [[{ urls: 'https://x' }, 'urls has to be a list of strings']],
});

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`;
const lfs = (path: string, files: Readonly<Record<string, string>>, content = 'raw'): never =>
  ({ changes: [{ path, content }], files }) as never;
const RAW = (path: string): string => `"${path}" has to be a pointer of git-lfs and is the file itself`;
const top = (line: string): Readonly<Record<string, string>> => ({
  '.gitattributes': `# x\n${line}\n* text\n`,
});

testChangeRule('lfs-pointer-missing', {
  accepted: [
    [lfs('a.psd', {})],
    [lfs('a.psd', top('*.psd filter=lfs diff=lfs merge=lfs -text'), POINTER)],
    [lfs('a.psd', top('*.psd filter=lfs'), '')],
    [lfs('a.txt', top('*.psd filter=lfs'))],
    [lfs('a.psd', top('*.psd filter=lfs\n*.psd -filter'))],
    [lfs('a.psd', top('*.psd filter=lfs\na.psd !filter'))],
    [lfs('a.psd', top('*.psd filter=other'))],
    [lfs('d/a.psd', { ...top('*.psd filter=lfs'), 'd/.gitattributes': '*.psd filter=' })],
    [lfs('a/x', top('a/ filter=lfs'))],
    [lfs('a/x', top('/x filter=lfs'))],
    [lfs('a.psd', top('[attr]lfs filter=lfs\n!*.psd filter=lfs'))],
    [lfs('a.psd', top('*.psd filter=lfs')), { attributes: false }],
    [{ path: 'l', mode: '120000', content: 'x' }, { paths: ['*'] }],
  ],
  refused: [
    [lfs('d/a.psd', top('*.psd filter=lfs')), RAW('d/a.psd')],
    [
      lfs('d/a.psd', { ...top('*.psd -filter'), 'd/.gitattributes': '/*.psd text filter=lfs' }),
      RAW('d/a.psd'),
    ],
    [lfs('d/e/x', top('d/** filter=lfs')), RAW('d/e/x')],
    [lfs('d/e/x', top('d/**/x filter=lfs')), RAW('d/e/x')],
    [lfs('a b', top('"a b"\tfilter=lfs')), RAW('a b')],
    [lfs('a1.PSD', top('a[0-9].[pP][!x]? filter=lfs')), RAW('a1.PSD')],
    [lfs('a.psd', top('*.psd filter=lfs'), `${POINTER}more`), RAW('a.psd')],
    [{ changes: [{ path: 'a', size: 5_000 }], files: top('a filter=lfs') }, RAW('a')],
    [{ path: 'v/a.mp4', content: 'x' }, RAW('v/a.mp4'), { paths: ['*.mp4'], attributes: false }],
  ],
  bad: [[{ attributes: 1 }, 'attributes has to be true or false']],
});
