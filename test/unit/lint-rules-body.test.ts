import { testRule } from '../support/lint.ts';

testRule('whitespace', {
  accepted: [['a\n\nb\n'], ['a\n\n\tb', { tabs: true }], ['a\xa0\n']],
  refused: [
    ['a \n\nb\t', ['Line 1 ends with white space', 'Line 3 ends with white space']],
    ['a\n\nb\tc', 'Line 3 holds a tab'],
    ['a\r\n', 'Line 1 ends with white space'],
    ['a \n'.repeat(9), Array.from({ length: 5 }, (_, line) => `Line ${line + 1} ends with white space`)],
  ],
});

testRule('hidden-characters', {
  accepted: [
    ['a\n\nb\tc\r\n'],
    ['\xc3\xa4 \xe4\xb8\xad \xf0\x9f\x98\x80'],
    ['\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb \xe2\x9d\xa4\xef\xb8\x8f'],
    [''],
  ],
  refused: [
    ['a\x1b[31mb', 'Line 1 holds the hidden character U+001B'],
    ['a\n\nb\xe2\x80\xaec', 'Line 3 holds the hidden character U+202E'],
    ['a\xe2\x80\x8bb', 'Line 1 holds the hidden character U+200B'],
    ['a\rb', 'Line 1 holds the hidden character U+000D'],
  ],
});

testRule('encoding', {
  accepted: [['a'], ['\xc3\xa4'], ['']],
  refused: [
    ['\xe4', 'The message is not UTF-8; see i18n.commitEncoding of git-config(1)'],
    ['\xed\xa0\x80', 'The message is not UTF-8; see i18n.commitEncoding of git-config(1)'],
  ],
});

const BODILESS = 'The message has no body; it has to say why the change is made';

testRule('body-required', {
  accepted: [['a\n\nb'], ['a\n\nb\n\nTicket: 1'], ['\n\na\nb\n\nc']],
  refused: [
    ['a', BODILESS],
    ['a\n\n \n', BODILESS],
    ['a\n\nTicket: 1\nSigned-off-by: a', BODILESS],
    ['a\nb', BODILESS],
  ],
});

testRule('body-min-length', {
  accepted: [['a'], ['a\n\n01234567890123456789'], ['a\n\nTicket: 1'], ['a\n\nabc', { min: 3 }]],
  refused: [
    ['a\n\nsee title', 'The body has 9 characters; at least 20 are expected'],
    ['a\n\nsee title\n\nTicket: 12345678901234', 'The body has 9 characters; at least 20 are expected'],
    ['a\n\n\xf0\x9f\x98\x80', 'The body has 1 characters; at least 2 are expected', { min: 2 }],
  ],
});

const LONG = 'word '.repeat(20).trim();

testRule('body-max-line-length', {
  accepted: [
    [`${LONG}\n\nshort`],
    ['a\n\n' + 'x'.repeat(100)],
    ['a\n\nhttps://example.org/' + 'x'.repeat(100)],
    ['a\n\n[1] https://example.org/' + 'x'.repeat(100)],
    [`a\n\n- https://example.org/${'x'.repeat(100)} \t`],
    ['a\n\n' + '\xc3\xa0'.repeat(100)], // the second byte of each reads as a blank, the letter does not
    [`a\n\n    ${LONG}`],
    [`a\n\n> ${LONG}`],
    [`a\n\n\`\`\`\n${LONG}\n\`\`\``],
    [`a\n\nb\n\nTicket: ${LONG}`],
    [`a\n\n${LONG}`, { max: 99 }],
    ['a\n\n' + '\xc3\xa4\xc3\xa4 '.repeat(24)],
  ],
  refused: [
    [`a\n\nb\n${LONG}`, 'Line 4 has 99 characters; at most 72 are allowed'],
    [`a\nb\n\n${LONG}`, 'Line 4 has 99 characters; at most 72 are allowed'],
    [`a\n\n\`\`\`\n\`\`\`\n${LONG}`, 'Line 5 has 99 characters; at most 72 are allowed'],
    [
      `a\n\nhttps://example.org/${'x'.repeat(80)} y\n\nb`,
      'Line 3 has 102 characters; at most 72 are allowed',
    ],
    [`a\n\n[1] https://x/${'x'.repeat(80)} y`, 'Line 3 has 96 characters; at most 72 are allowed'],
    [`a\n\n${'x'.repeat(80)} y`, 'Line 3 has 82 characters; at most 72 are allowed'],
    ['a\n\nabcdef hijklm', 'Line 3 has 13 characters; at most 10 are allowed', { max: 10 }],
  ],
});
