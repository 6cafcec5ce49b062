import { describe, expect, it } from 'vitest';
import { parseCommit } from '../../src/push/commit.ts';
import { parseOid, type Oid } from '../../src/ref/oid.ts';

const oid = parseOid('a'.repeat(40)) as Oid;
const one = parseOid('1'.repeat(40)) as Oid;
const two = parseOid('2'.repeat(40)) as Oid;
const tree = `tree ${'b'.repeat(40)}\n`;
const author = 'author A U Thor <a@example.org> 1700000000 +0100\n';
const committer = 'committer C O Mitter <c@example.org> 1700000001 -0330\n';
const people = author + committer;
const IDENTS = {
  author: 'A U Thor <a@example.org> 1700000000 +0100',
  committer: 'C O Mitter <c@example.org> 1700000001 -0330',
};

function parse(bytes: string, id = oid) {
  return parseCommit(id, Buffer.from(bytes, 'latin1'));
}

describe('parseCommit()', () => {
  it.each([
    ['no parent, empty message', `${tree}${people}\n`, [], undefined, ''],
    ['two parents', `${tree}parent ${one}\nparent ${two}\n${people}\nm\n`, [one, two], undefined, 'm\n'],
    ['an encoding', `${tree}${people}encoding ISO-8859-1\n\n\xe9`, [], 'ISO-8859-1', '\xe9'],
    [
      'a signature before an encoding',
      `${tree}${people}gpgsig a\n \n b\nencoding cp1252\n\nm`,
      [],
      'cp1252',
      'm',
    ],
    [
      'headers within a merged tag',
      `${tree}${people}mergetag x\n author y\n encoding UTF-7\n\nm`,
      [],
      undefined,
      'm',
    ],
    ['an unknown header without a value', `${tree}${people}HG:extra\n\nm`, [], undefined, 'm'],
    ['headers in the message', `${tree}${people}\nauthor x\n\ntree y`, [], undefined, 'author x\n\ntree y'],
    ['bytes that are not UTF-8', `${tree}${people}\n\xff\xfe`, [], undefined, '\xff\xfe'],
  ])('reads a commit with %s', (_, bytes, parents, encoding, message) => {
    expect(parse(bytes)).toEqual({ kind: 'commit', commit: { oid, parents, ...IDENTS, encoding, message } });
  });

  it('reads a commit of a SHA-256 repository', () => {
    const long = parseOid('c'.repeat(64)) as Oid;
    expect(parse(`tree ${long}\nparent ${long}\n${people}\nm`, long)).toMatchObject({ kind: 'commit' });
  });

  it.each([
    'author  <> 0 +0000',
    'author <a@example.org> 1 +0',
    'author A <a> <b> 1 -7000000',
    'author \xe9 < 1 +0> 12345678901234567890 +051800',
    'author A\t\r "B" <a b> 1 +0000',
  ])('tolerates the odd line %j', (line) => {
    expect(parse(`${tree}${line}\n${committer}\nm`)).toMatchObject({ kind: 'commit' });
  });

  it.each([
    'UTF-8',
    'utf8',
    'ASCII',
    'us-ascii',
    'latin1',
    'ISO8859-1',
    'iso-8859-15',
    'Windows-1251',
    'cp1252',
    'KOI8-R',
    'euc-jp',
    'GB2312',
    'gbk',
    'GB18030',
    'Big5',
    'Shift_JIS',
  ])('accepts the encoding %s', (encoding) => {
    expect(parse(`${tree}${people}encoding ${encoding}\n\nm`)).toMatchObject({ commit: { encoding } });
  });

  it.each([
    'UTF-7',
    'UTF-16',
    'UTF-16LE',
    'UTF-32',
    'ISO-2022-JP',
    'HZ',
    'HZ-GB-2312',
    'EBCDIC-US',
    'utf-8//IGNORE',
    '',
  ])('refuses the encoding %j', (encoding) => {
    expect(parse(`${tree}${people}encoding ${encoding}\n\nm`)).toEqual({
      kind: 'malformed',
      problem: 'an encoding that does not extend ASCII',
    });
  });

  it.each([
    ['', 'no blank line after the headers'],
    [`${tree}${people}`, 'no blank line after the headers'],
    [`${tree}${people}message without a blank line\n`, 'no blank line after the headers'],
    [`${tree}${people}\nm\0hidden`, 'a NUL byte'],
    [`${tree}author A\0<a> 1 +0\n${committer}\nm`, 'a NUL byte'],
    [`\n\n${tree}${people}\n`, 'no tree as its first header'],
    [`${author}${tree}${committer}\nm`, 'no tree as its first header'],
    [`tree ${'b'.repeat(39)}\n${people}\n`, 'a tree that is no object id'],
    [`tree ${'B'.repeat(40)}\n${people}\n`, 'a tree that is no object id'],
    [`tree ${'b'.repeat(64)}\n${people}\n`, 'a tree that is no object id'],
    [`${tree}parent ${'1'.repeat(64)}\n${people}\n`, 'a parent that is no object id'],
    [`${tree}parent ${one} \n${people}\n`, 'a parent that is no object id'],
    [`${tree}parent \n\nm`, 'a parent that is no object id'],
    [`${tree}\n${people}\nm`, 'no author where one has to stand'],
    [`${tree}${tree}${people}\n`, 'no author where one has to stand'],
    [`${tree}x y\n${people}\n`, 'no author where one has to stand'],
    [`${tree}${committer}\n`, 'no author where one has to stand'],
    [`${tree}${author}\nm`, 'no committer where one has to stand'],
    [`${tree}${author}${people}\n`, 'no committer where one has to stand'],
    [`${tree}${author} folded\n${committer}\n`, 'no committer where one has to stand'],
    [`${tree}author A a@example.org 1 +0000\n${committer}\n`, 'an author without "<address> seconds zone"'],
    [`${tree}author A >a< 1 +0000\n${committer}\n`, 'an author without "<address> seconds zone"'],
    [`${tree}author A a> 1 +0000\n${committer}\n`, 'an author without "<address> seconds zone"'],
    [`${tree}author A <a>\n${committer}\n`, 'an author without "<address> seconds zone"'],
    [`${tree}author A <a> now +0000\n${committer}\n`, 'an author without "<address> seconds zone"'],
    [`${tree}${author}committer C <c> 1\n\n`, 'a committer without "<address> seconds zone"'],
    [`${tree}${author}committer C <c> 1 0000\n\n`, 'a committer without "<address> seconds zone"'],
    [`${tree}${people} folded\n\nm`, 'a folded line where none may stand'],
    [`${tree}${people}encoding UTF-8\n folded\n\nm`, 'a folded line where none may stand'],
    [`${tree}${people}encoding UTF-8\nencoding UTF-8\n\nm`, 'a second encoding'],
    [`${tree}${people}gpgsig x\n${author}\nm`, 'a "author" header in the wrong place'],
    [`${tree}${people}${committer}\nm`, 'a "committer" header in the wrong place'],
    [`${tree}${people}parent ${one}\n\nm`, 'a "parent" header in the wrong place'],
    [`${tree}${people}tree\n\nm`, 'a "tree" header in the wrong place'],
  ])('refuses %j: %s', (bytes, problem) => {
    expect(parse(bytes)).toEqual({ kind: 'malformed', problem });
  });
});
