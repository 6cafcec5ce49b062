import { testRule } from '../support/lint.ts';

testRule('trailer-required', {
  accepted: [
    ['a'],
    ['a\n\nticket: 1', { keys: ['Ticket'] }],
    ['a\n\nR: a\nR: b', { keys: ['R'], min: 2 }],
    ['a\n\nR: a\nr: b', { keys: ['R'], min: 2, max: 2 }],
    [`a\n${'\nR: a'.repeat(100)}`, { keys: ['R'] }],
    ['a\n\nR: a\nR: b\nT: 1', { keys: ['T'], max: 1 }],
  ],
  refused: [
    ['a', 'The message has no trailer "Ticket:"; one is expected', { keys: ['Ticket'] }],
    ['a\n\nTicket: 1\n\nb', 'The message has no trailer "Ticket:"; one is expected', { keys: ['Ticket'] }],
    ['a\n\nTicket:', 'The message has no trailer "Ticket:"; one is expected', { keys: ['Ticket'] }],
    ['a\n\nR: a', 'The message has 1 trailer "R:"; 2 are expected', { keys: ['R'], min: 2 }],
    ['a\n\nR: a\nR: b', 'The message has 2 trailers "R:"; 3 are expected', { keys: ['R'], min: 3 }],
    ['a\n\nR: a\nr: b', 'The message has 2 trailers "R:"; one is allowed', { keys: ['R'], max: 1 }],
    [
      'a\n\nR: a\nR: b\nR:\nT: 1',
      [
        'The message has 3 trailers "R:"; at most 2 are allowed',
        'The message has no trailer "X:"; one is expected',
      ],
      { keys: ['R', 'T', 'X'], max: 2 },
    ],
    [
      `a\n${'\nR: a'.repeat(101)}`,
      'The message has 101 trailers "R:"; at most 100 are allowed',
      { keys: ['R'] },
    ],
  ],
  bad: [
    [{ keys: 'Ticket' }, 'keys has to be a list of strings'],
    [{ min: 0 }, 'min has to be a whole number from 1 to 100'],
    [{ max: 0 }, 'max has to be a whole number from 1 to 100'],
    [{ max: 101 }, 'max has to be a whole number from 1 to 100'],
    [{ max: '2' }, 'max has to be a whole number from 1 to 100'],
  ],
});

testRule('trailer-forbidden', {
  accepted: [['a\n\nX: 1'], ['a\n\nX: 1\n\nb', { keys: ['X'] }]],
  refused: [['a\n\nx: 1\nX: 2', 'The message has a trailer "X:"; it has to go', { keys: ['X'] }]],
});

testRule('trailer-unique', {
  accepted: [['a\n\nChange-Id: 1'], ['a\n\nX: 1\nX: 2'], ['a\n\nX: 1', { keys: ['X'] }]],
  refused: [
    ['a\n\nChange-Id: 1\nchange-id: 2', 'The message has 2 trailers "Change-Id:"; one is allowed'],
    ['a\n\nX: 1\nX: 2\nX: 3', 'The message has 3 trailers "X:"; one is allowed', { keys: ['X'] }],
  ],
});

const TICKET = { key: 'Ticket', pattern: '^[A-Z]+-[0-9]+$' };
const NO_BOTS = { key: 'Reviewed-by', forbidden: '(?i)bot' };

testRule('trailer-value', {
  accepted: [
    ['a\n\nTicket: x'],
    ['a', { trailers: [TICKET, NO_BOTS] }],
    ['a\n\nticket: WEB-1\nTICKET: A-2', { trailers: [TICKET] }],
    ['a\n\nTicket: x\n\nb', { trailers: [TICKET] }], // no trailer to git
    ['a\n\nTickets: x', { trailers: [TICKET] }],
    ['a\n\nTicket: see WEB-1 and others', { trailers: [{ ...TICKET, pattern: 'WEB-[0-9]' }] }],
    [
      'a\n\nReviewed-by: Max\n <max@example.org>',
      { trailers: [{ key: 'reviewed-by', pattern: '^Max <[^>]+>$' }] },
    ],
    ['a\n\nReviewed-by: Max', { trailers: [NO_BOTS, { key: 'Reviewed-by' }] }],
    ['a\n\nR: \xc3\xa4', { trailers: [{ key: 'R', pattern: '^\u00e4$', forbidden: '..' }] }],
  ],
  refused: [
    ['a\n\nticket: x', '"ticket: x" does not fit the pattern ^[A-Z]+-[0-9]+$', { trailers: [TICKET] }],
    ['a\n\nTicket:', '"Ticket: " does not fit the pattern ^[A-Z]+-[0-9]+$', { trailers: [TICKET] }],
    [
      'a\n\nTicket: A-1\nTicket: b-1\nReviewed-by: A Robot',
      [
        '"Ticket: b-1" does not fit the pattern ^[A-Z]+-[0-9]+$',
        '"Reviewed-by: A Robot" fits the forbidden pattern (?i)bot',
      ],
      { trailers: [TICKET, NO_BOTS] },
    ],
    [
      'a\n\nTicket: bot',
      '"Ticket: bot" does not fit the pattern ^[A-Z]+-[0-9]+$',
      { trailers: [{ ...TICKET, forbidden: 'bot' }] },
    ],
    [
      'a\n\nTicket: x\nTicket: y\nTicket: z',
      'Name a ticket, as WEB-17',
      { trailers: [{ ...TICKET, say: 'Name a ticket, as WEB-17' }] },
    ],
    [
      `a\n${Array.from({ length: 9 }, (_, n) => `\nTicket: ${n}`).join('')}\nReviewed-by: bot`,
      Array.from({ length: 5 }, (_, n) => `"Ticket: ${n}" does not fit the pattern ^[A-Z]+-[0-9]+$`),
      { trailers: [TICKET, NO_BOTS] },
    ],
    [
      `a\n\nTicket: ${'x'.repeat(1000)}`,
      `"Ticket: ${'x'.repeat(49)}..." does not fit the pattern ^[A-Z]+-[0-9]+$`,
      { trailers: [TICKET] },
    ],
  ],
  bad: [
    [{ trailers: 'Ticket' }, 'trailers has to be a list of maps'],
    [{ trailers: { Ticket: '.' } }, 'trailers has to be a list of maps'],
    [{ trailers: [TICKET, { pattern: '.' }] }, 'trailers has in its entry 2 no "key"'],
    [{ trailers: [{ key: 'T', patern: '.' }] }, 'trailers has in its entry 1 an unknown "patern"'],
    [{ trailers: [{ key: ['T'] }] }, 'trailers has in its entry 1 a "key" that has to be a string'],
    [
      { trailers: [{ key: 'T', pattern: 7 }] },
      'trailers has in its entry 1 a "pattern" that has to be a string',
    ],
    [{ trailers: [{ key: 'T', say: null }] }, 'trailers has in its entry 1 a "say" that has to be a string'],
  ],
});

const LONG = 'word '.repeat(25).trim();

testRule('trailer-max-line-length', {
  accepted: [
    [`${LONG}\n\n${LONG}`],
    [`a\n\n${LONG}\n\nTicket: 1`],
    [`a\n\nTicket: ${LONG}\n\nb`],
    [`a\n\nTicket: ${LONG}`, { max: 132 }],
    ['a\n\nR: ' + '\xc3\xa4 '.repeat(40)],
    [`a\n\nLink: https://example.org/${'x'.repeat(100)}`],
    [`a\n\nLink:\n https://example.org/${'x'.repeat(100)}`],
    [`a\n\nLink:${'x'.repeat(100)}`],
    [`a\n\nTicket: 1\n# ------------------------ >8 ------------------------\n${LONG}`],
  ],
  refused: [
    [`a\n\nTicket: ${LONG}`, 'Line 3 has 132 characters; at most 100 are allowed'],
    [`\na\nb\n\nc\n\n\nT: 1\nT: 2\n ${LONG}\n`, 'Line 9 has 125 characters; at most 100 are allowed'],
    [`a\n\nTicket: 1\n# ${LONG}\nT: 1`, 'Line 4 has 126 characters; at most 100 are allowed'],
    ['a\n\nT: abc defgh', 'Line 3 has 12 characters; at most 10 are allowed', { max: 10 }],
    [`a\n\nLink: https://x/${'x'.repeat(90)} y`, 'Line 3 has 108 characters; at most 100 are allowed'],
    [
      `a\n${`\nT: ${LONG}`.repeat(9)}`,
      [3, 4, 5, 6, 7].map((line) => `Line ${line} has 127 characters; at most 100 are allowed`),
    ],
  ],
  bad: [
    [{ max: 9 }, 'max has to be a whole number from 10 to 10000'],
    [{ max: null }, 'max has to be a whole number from 10 to 10000'],
  ],
});

testRule('trailers-length', {
  accepted: [
    ['a'],
    ['a\n\nTicket: 1'],
    ['a\n\nTicket: 1\nT: 2 \n \n', { min: 14, max: 14 }],
    ['a\n\nT: \xc3\xa4', { min: 4, max: 4 }],
    [`a\n\n${LONG}\n\nT: 1`, { max: 4 }],
    [`a\n\nT: ${'x'.repeat(9_997)}`],
  ],
  refused: [
    ['a', 'The message has no trailers; at least 1 characters are expected', { min: 1 }],
    [`a\n\nT: 1\n\nb`, 'The message has no trailers; at least 5 characters are expected', { min: 5 }],
    ['a\n\nT: 1\n', 'The trailers have 4 characters; at least 5 characters are expected', { min: 5 }],
    ['a\n\nT: 1\nT: 2', 'The trailers have 9 characters; at most 8 are allowed', { max: 8 }],
    [`a\n\nT: ${'x'.repeat(9_998)}`, 'The trailers have 10001 characters; at most 10000 are allowed'],
  ],
  bad: [
    [{ min: -1 }, 'min has to be a whole number from 0 to 100000'],
    [{ max: 0 }, 'max has to be a whole number from 1 to 100000'],
    [{ max: 1.5 }, 'max has to be a whole number from 1 to 100000'],
  ],
});

const SIGNED = 'a\n\nSigned-off-by: Dana \xc3\x96tz <Dana@example.org>';

testRule('signed-off-by', {
  accepted: [
    [SIGNED],
    [`${SIGNED}\nSigned-off-by: X <x@y>`],
    ['a\n\nSigned-off-by: Max <max@example.org>', { by: 'committer' }],
    ['a\n\nSigned-off-by: Max <max@example.org>', { by: 'either' }],
    ['a\n\nSigned-off-by: X <x@y>', { by: 'anyone' }],
  ],
  refused: [
    [
      'a',
      'The message is not signed off by its author; expected "Signed-off-by: Dana Ötz <dana@example.org>"',
    ],
    [
      'a\n\nSigned-off-by: dana@example.org',
      'The message is not signed off by its author; expected "Signed-off-by: Dana Ötz <dana@example.org>"',
    ],
    [
      SIGNED,
      'The message is not signed off by its committer; expected "Signed-off-by: Max <max@example.org>"',
      { by: 'committer' },
    ],
    [
      'a\n\nSigned-off-by: X <x@y>',
      'The message is not signed off by its author or committer; expected "Signed-off-by: Dana Ötz <dana@example.org>"',
      { by: 'either' },
    ],
    [
      'a\n\nSigned-off-by:',
      'The message is not signed off by anyone; expected a "Signed-off-by:"',
      { by: 'anyone' },
    ],
  ],
});

testRule('reviewed-by-other', {
  accepted: [['a'], ['a\n\nReviewed-by: Max <max@example.org>'], ['a\n\nAcked-by: D <dana@example.org>']],
  refused: [
    [
      'a\n\nReviewed-by: D <Dana@Example.org>',
      '"Reviewed-by:" names the author; another person has to review',
    ],
    [
      'a\n\nacked-by: D <dana@example.org>',
      '"acked-by:" names the author; another person has to review',
      { keys: ['Acked-by'] },
    ],
  ],
});

const ID = `I${'0123456789'.repeat(4)}`;

testRule('change-id', {
  accepted: [[`a\n\nChange-Id: ${ID}`], [`a\n\nchange-id: ${ID}`]],
  refused: [
    ['a', 'The message has no "Change-Id:" trailer; one is expected'],
    [`a\n\nChange-Id: ${ID}\nChange-Id: ${ID}`, 'The message has 2 "Change-Id:" trailers; one is expected'],
    [`a\n\nChange-Id: ${ID.slice(1)}`, '"Change-Id:" has to hold "I" and 40 hex digits'],
  ],
});
