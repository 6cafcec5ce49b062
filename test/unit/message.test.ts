import { describe, expect, it } from 'vitest';
import { parseMessage } from '../../src/lint/message.ts';

describe('parseMessage()', () => {
  it.each([
    ['one line', 'topic: what\n', 'topic: what', ['topic: what']],
    ['no newline at the end', 't', 't', ['t']],
    ['nothing', '', '', []],
    ['blank lines only', '\n \n', '', []],
    ['leading blank lines', '\n \t\r\n  t \n\nb\n', '  t', ['  t ', '', 'b']],
    ['a subject on two lines', 'a \r\n b\t\n\nc', 'a  b', ['a \r', ' b\t', '', 'c']],
    ['blank lines at the end', 't\n\n\n', 't', ['t', '', '']],
  ])('reads subject and lines of %s', (_, bytes, subject, lines) => {
    expect(parseMessage(bytes)).toMatchObject({ bytes, subject, lines });
  });

  it.each([
    ['\xc3\xa9', undefined, 'é'],
    ['\xc3\xa9', 'utf8', 'é'],
    ['\xe9', undefined, '\ufffd'],
    ['\xe9', 'ISO-8859-1', 'é'],
    ['\xe9', 'latin1', 'é'],
    ['\x80', 'windows-1252', '€'],
    ['\xc1', 'KOI8-R', 'а'],
    ['\xc3\xa9', 'euc-tw', 'é'], // a label that only iconv knows
    ['\xef\xbb\xbfx', undefined, '\ufeffx'],
    ['\xef\xbb\xbfx', 'euc-tw', '\ufeffx'],
  ])('decodes %j, encoded as %s', (bytes, encoding, subject) => {
    expect(parseMessage(bytes, encoding).subject).toBe(subject);
  });
});
