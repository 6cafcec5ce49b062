import { testChangeRule } from '../support/change.ts';
import type { CommitSketch } from '../support/change.ts';

testChangeRule('path-forbidden', {
  accepted: [
    ['a.log'],
    ['a.txt', { paths: ['*.log'] }],
    ['logs/keep.log', { paths: ['*.log'], except: ['/logs/keep.log'] }],
    [{ path: 'a.log', mode: '000000', was: 'x' }, { paths: ['*.log'] }],
    [
      { path: 'a.log', was: 'x' },
      { paths: ['*.log'], when: 'add' },
    ],
    ['src/build', { paths: ['/build/', 'build/'] }],
  ],
  refused: [
    ['a/b.log', '"a/b.log": this path may not be changed by a push', { paths: ['*.log'] }],
    ['build/x/y', '"build/x/y": use the CI', { paths: ['/build/'], say: 'use the CI' }],
    ['x/node_modules/y', '"x/node_modules/y": no', { paths: ['node_modules/'], say: 'no' }],
    [{ path: 'a.log', was: 'x' }, '"a.log": no', { paths: ['*.log'], say: 'no' }],
    [{ path: 'L', mode: '000000', was: 'x' }, '"L": no', { paths: ['L'], when: 'touch', say: 'no' }],
    [
      { changes: Array.from({ length: 7 }, (_, index) => `${index}.o`) },
      [...[0, 1, 2, 3, 4].map((index) => `"${index}.o": no`), 'And 2 more of the kind in this commit'],
      { paths: ['*.o'], say: 'no' },
    ],
    ['\xff\xc3\xa4', '"\ufffdä": no', { paths: ['*ä'], say: 'no' }],
  ],
  bad: [
    [{ paths: '*.log' }, 'paths has to be a list of strings'],
    [{ when: 'never' }, 'when has to be one of add, write, touch'],
  ],
});

const owners = { 'payments/': ['dana@example.org', 'Max Ötz'] };
const approved = (value: string, key = 'Approved-by'): { key: string; value: string }[] => [{ key, value }];
const by = (value: string, key?: string): object => ({
  changes: ['payments/a', 'b'],
  trailers: approved(value, key),
});
/** A change by Dana Ötz <dana@example.org>. */
const own = (value: string): CommitSketch => ({ changes: ['payments/a'], trailers: approved(value) });
const alone = { owners, another: true };
const MISSING =
  '"payments/a": no trailer "Approved-by:" of an owner of payments/; expected one of dana@example.org, Max Ötz';
const ANOTHER = MISSING.replace(';', ' other than the author;');

testChangeRule('path-owners', {
  accepted: [
    ['payments/a'],
    ['a', { owners }],
    [by('Dana <Dana@Example.org>') as never, { owners }],
    [by('dana@example.org', 'approved-BY') as never, { owners }],
    [by('max ötz <m@x>') as never, { owners }],
    [by('Max Ötz', 'Reviewed-by') as never, { owners, trailer: 'reviewed-by' }],
    [own('Dana Ötz <dana@example.org>'), { owners }],
    [own('Max Ötz'), alone],
    [{ ...own(''), trailers: [...approved('Dana Ötz <dana@example.org>'), ...approved('Max Ötz')] }, alone],
    [{ ...own('<dana@example.org>'), author: { name: '', email: 'eve@example.org' } }, alone],
    [
      { ...own('Dana <>'), author: { name: 'Eve', email: '' } },
      { ...alone, owners: { 'payments/': ['dana'] } },
    ],
  ],
  refused: [
    ['payments/a', MISSING, { owners }],
    [by('Max Ö') as never, MISSING, { owners }],
    [by('x dana@example.org') as never, MISSING, { owners }],
    [by('dana@example.org', 'Acked-by') as never, MISSING, { owners }],
    [
      { changes: [{ path: 'payments/a', mode: '000000', was: 'x' }, 'payments/b'] },
      MISSING.replace('a"', 'a" and 1 more'),
      { owners },
    ],
    [
      { changes: ['payments/core/a'], trailers: approved('Max Ötz') },
      '"payments/core/a": no trailer "Approved-by:" of an owner of /payments/core/; expected one of eve',
      { owners: { ...owners, '/payments/core/': ['eve'] } },
    ],
    ['a', '"a": nobody may change what lies at a', { owners: { a: [] } }],
    [own('Dana <dana@home.example>'), ANOTHER, alone],
    [own('D <DANA@example.org>'), ANOTHER, alone],
    [own('dana@example.org'), ANOTHER, alone],
    [
      own('dana öTZ'),
      ANOTHER.replace('Max', 'Dana'),
      { ...alone, owners: { 'payments/': ['dana@example.org', 'Dana Ötz'] } },
    ],
    [own('Max Ötz <dana@example.org>'), ANOTHER, alone],
    [own('Eve'), ANOTHER, alone],
    [
      { ...own('dana <d@x>'), author: { name: 'DANA', email: '' } },
      ANOTHER.replace('dana@example.org, Max Ötz', 'dana'),
      { ...alone, owners: { 'payments/': ['dana'] } },
    ],
  ],
  bad: [
    [{ another: 'yes' }, 'another has to be true or false'],
    [{ owners: { a: 'dana' } }, 'owners has to be a map of lists of strings'],
    [{ owners: ['a'] }, 'owners has to be a map of lists of strings'],
  ],
});

const folder = (names: readonly string[], added: readonly string[], path = ''): never =>
  ({ changes: [], folders: [{ path, names, added: new Set(added) }] }) as never;

testChangeRule('path-case-collision', {
  accepted: [
    [folder(['a', 'b'], ['a'])],
    [folder(['A', 'a', 'b'], ['b'])],
    [folder(['\xc3\xa4', 'a'], ['a'])],
    [folder(['\xf5', '\xf6'], ['\xf5'])],
  ],
  refused: [
    [folder(['A', 'a'], ['a']), '"a" and "A" are one name on Windows and macOS; one has to go'],
    [folder(['A', 'a'], ['a', 'A'], 'd'), '"d/A" and "d/a" are one name on Windows and macOS; one has to go'],
    [
      folder(['\xc3\x84', '\xc3\xa4'], ['\xc3\xa4']),
      '"ä" and "Ä" are one name on Windows and macOS; one has to go',
    ],
    [
      folder(['a\xcc\x88', '\xc3\xa4'], ['\xc3\xa4']),
      '"ä" and "a\u0308" are one name on Windows and macOS; one has to go',
    ],
  ],
  bad: [[{ fold: true }, 'fold is no option']],
});

testChangeRule('path-windows', {
  accepted: [
    ['a/b.c'],
    ['con1'],
    ['auxiliary.c'],
    ['.gitignore'],
    ['a b'],
    [{ path: 'aux', was: 'x' }],
    [{ path: 'aux', mode: '000000', was: 'x' }],
    ['x'.repeat(255)],
    ['abc', { maxLength: 3 }],
  ],
  refused: [
    ['a:b', '"a:b": Windows takes no ":" in a name'],
    ['a\\b', '"a\\b": Windows takes no "\\" in a name'],
    ['a\nb', '"a\nb": Windows takes no control character U+000A in a name'],
    ['d/aux', '"d/aux": "aux" is a device on Windows, whatever follows the dot'],
    ['CON.txt/x', '"CON.txt/x": "CON.txt" is a device on Windows, whatever follows the dot'],
    ['lpt\xc2\xb9', '"lpt¹": "lpt¹" is a device on Windows, whatever follows the dot'],
    ['a./b', '"a./b": Windows drops a dot or a space at the end of a name'],
    ['a ', '"a ": Windows drops a dot or a space at the end of a name'],
    ['x'.repeat(256), `"...${'x'.repeat(200)}": a name has 256 characters; Windows takes 255`],
    ['a/bc', '"a/bc": the path has 4 characters; at most 3 are allowed', { maxLength: 3 }],
  ],
  bad: [[{ maxLength: -1 }, 'maxLength has to be a whole number from 0 to 32767']],
});
