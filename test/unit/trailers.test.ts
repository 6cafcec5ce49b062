import { describe, expect, it } from 'vitest';
import { parseTrailers } from '../../src/lint/trailers.ts';

const SCISSORS = '# ------------------------ >8 ------------------------\n';

describe('parseTrailers()', () => {
  it.each([
    ['one trailer', 't\n\nFixes-Build: 17\n', ['Fixes-Build=17']],
    ['no newline at the end', 't\n\nFixes-Build: 17', ['Fixes-Build=17']],
    ['no space after the colon', 't\n\nA:1\n', ['A=1']],
    ['a blank before the colon', 't\n\nFixes-Build \t: 17\n', ['Fixes-Build=17']],
    ['an empty value', 't\n\nA:\nB: \n', ['A=', 'B=']],
    ['a folded value', 't\n\nA: 1\n 2\n\t 3\nB: 4\n', ['A=1 2 3', 'B=4']],
    ['a carriage return inside a folded value', 't\n\nA: 1\r\n 2\r\n', ['A=1\r 2']],
    ['bytes that are not UTF-8', 't\n\nA: \xff\xe9\n', ['A=\xff\xe9']],
    ['leading blank lines', '\n \n\t\r\nt\n\nA: 1\n', ['A=1']],
    ['a line of blanks before the block', 't\n \t\nA: 1\n', ['A=1']],
    ['blank lines below', 't\n\nA: 1\n\n \n\n', ['A=1']],
    ['a line of dashes', 't\n\n---\n\nA: 1\n', ['A=1']],
    ['comments within and below', 't\n\nA: 1\n# x\nB: 2\n\n# y\n', ['A=1', 'B=2']],
    ['a scissors line', `t\n\nA: 1\n${SCISSORS}\nB: 2\n`, ['A=1']],
    ['a list of conflicts below', 't\n\nA: 1\n\nConflicts:\n\tsrc/a.ts\n\tsrc/b.ts\n', ['A=1']],
    ['a comment as title', '# t\n\nA: 1\n', ['A=1']],
    ['a sign-off and a quarter of trailers', 't\n\nSigned-off-by: A\nx\ny\nz\n', ['Signed-off-by=A']],
    ['a cherry-pick line', 't\n\nx\nA: 1\n(cherry picked from commit 1)\n', ['A=1']],
  ])('finds trailers: %s', (_, message, expected) => {
    expect(parseTrailers(message).map(({ key, value }) => `${key}=${value}`)).toEqual(expected);
  });

  it.each([
    ['an empty message', ''],
    ['blank lines only', '\n\n \n'],
    ['the trailer as title', 'Fixes-Build: 17\n'],
    ['no blank line before', 't\nFixes-Build: 17\n'],
    ['a paragraph after it', 't\n\nFixes-Build: 17\n\ntext\n'],
    ['text in the same paragraph', 't\n\ntext\nFixes-Build: 17\n'],
    ['a space in the key', 't\n\nFixes Build: 17\n'],
    ['an indented key', 't\n\n Fixes-Build: 17\n'],
    ['an empty key', 't\n\n: 17\n'],
    ['a byte that is no ASCII in the key', 't\n\nK\xe9y: 1\n'],
    ['a form feed, which is no space to git', 't\n\x0c\nA: 1\n'],
    ['a carriage return before the colon', 't\n\nA\r: 1\n'],
    ['a sign-off and less than a quarter of trailers', 't\n\nSigned-off-by: A\nw\nx\ny\nz\n'],
    ['a cherry-pick line alone', 't\n\n(cherry picked from commit 1)\n'],
    ['a comment', 't\n\n#A: 1\n'],
    ['a message that is cut off', `${SCISSORS}t\n\nA: 1\n`],
  ])('finds none: %s', (_, message) => {
    expect(parseTrailers(message)).toEqual([]);
  });
});
