import { testRule } from '../support/lint.ts';

testRule('subject-min-length', {
  accepted: [['0123456789'], ['abc', { min: 3 }], ['\xf0\x9f\x98\x80'.repeat(10)]],
  refused: [
    ['wip', 'The subject has 3 characters; at least 10 are expected'],
    ['\xf0\x9f\x98\x80'.repeat(9), 'The subject has 9 characters; at least 10 are expected'],
    ['', 'The subject has 0 characters; at least 1 are expected', { min: 1 }],
  ],
});

testRule('subject-full-stop', {
  accepted: [['add a door'], ['add a door...'], ['see v1.2'], ['add a door.', { marks: ['!'] }]],
  refused: [
    ['add a door.', 'The subject ends with "."; it has to end without'],
    ['add a door!', 'The subject ends with "!"; it has to end without', { marks: ['.', '!'] }],
  ],
});

testRule('subject-case', {
  accepted: [
    ['add a door'],
    ['web: add a door'],
    ['fix(web)!: add a door'],
    ['API: add a door'],
    ['web: API doors'],
    ['iOS is in', { first: 'upper' }],
    ['Add a door', { first: 'upper' }],
    ['fix(web): Add', { first: 'upper' }],
    ['1st door'],
    ['\xc3\xa4ndere'],
    [''],
  ],
  refused: [
    ['Add a door', '"Add" begins the subject; expected "add"'],
    ['web: Add a door', '"Add" begins the subject; expected "add"'],
    ['add a door', '"add" begins the subject; expected "Add"', { first: 'upper' }],
    ['\xc3\x84ndere', '"Ändere" begins the subject; expected "ändere"'],
  ],
});

testRule('subject-imperative', {
  accepted: [
    ['add a door'],
    ['fix(web): fix it'],
    ['red doors'],
    ['process it'],
    ['bus: use it'],
    ['set'],
    [''],
  ],
  refused: [
    ['Added a door', 'The subject begins with "Added"; expected the imperative, "add"'],
    ['web: adds a door', 'The subject begins with "adds"; expected the imperative, "add"'],
    ['fixing doors', 'The subject begins with "fixing"; expected the imperative, "fix"'],
    ['fixes #12', 'The subject begins with "fixes"; expected the imperative, "fix"'],
    ['dropped, a door', 'The subject begins with "dropped,"; expected the imperative, "drop"'],
    ['applies doors', 'The subject begins with "applies"; expected the imperative, "apply"'],
    ['made it so', 'The subject begins with "made"; expected the imperative, "make"'],
    ['removing it', 'The subject begins with "removing"; expected the imperative, "remove"'],
  ],
});

testRule('type-enum', {
  accepted: [['fix: a'], ['feat(web)!: a'], ['web: a', { types: ['web'] }], ['no type', { required: false }]],
  refused: [
    ['fx: a', 'There is no type "fx"; did you mean "fix"?'],
    ['Fix: a', 'There is no type "Fix"; did you mean "fix"?'],
    ['door: a', 'There is no type "door"; expected one of a, b', { types: ['a', 'b'] }],
    ['add a door', 'The subject has no type; expected "type: what", with a, b', { types: ['a', 'b'] }],
    ['fix a: b', 'The subject has no type; expected "type: what", with a', { types: ['a'] }],
    ['fix(a: b', 'The subject has no type; expected "type: what", with a', { types: ['a'] }],
    ['fix(a)(b): c', 'The subject has no type; expected "type: what", with a', { types: ['a'] }],
    [': c', 'The subject has no type; expected "type: what", with a', { types: ['a'] }],
  ],
});

testRule('scope-enum', {
  accepted: [
    ['fix: a'],
    ['fix(any): a'],
    ['fix(web): a', { scopes: ['web'] }],
    ['fix(web, api): a', { scopes: ['web', 'api'] }],
    ['fix(web/api): a', { scopes: ['web', 'api'] }],
  ],
  refused: [
    ['fix(wbe): a', 'There is no scope "wbe"; did you mean "web"?', { scopes: ['web', 'api'] }],
    ['fix(web,x): a', 'There is no scope "x"; expected one of web, service', { scopes: ['web', 'service'] }],
    ['fix: a', 'The subject has no scope; expected "type(scope): what"', { required: true }],
    ['fix(): a', 'The subject has no scope; expected "type(scope): what"', { required: true }],
  ],
});

testRule('references', {
  accepted: [
    ['a\n\nsee #12'],
    ['a (#1)'],
    ['web#12: a'],
    ['ABC-1 a', { prefixes: ['ABC-'] }],
    ['a\n\nTicket: DEF-7', { prefixes: ['ABC-', 'DEF-'] }],
    ['a #1', { subject: true }],
  ],
  refused: [
    ['a', 'The message refers to no issue; expected #123'],
    ['a # 1', 'The message refers to no issue; expected #123'],
    ['XABC-1', 'The message refers to no issue; expected ABC-123 or #123', { prefixes: ['ABC-', '#'] }],
    ['a\n\n#1', 'The subject refers to no issue; expected #123', { subject: true }],
    ['a', 'The message refers to no issue; expected 123', { prefixes: [''] }],
  ],
});

testRule('forbidden-words', {
  accepted: [['hackathon', { words: ['hack'] }], ['anything'], ['hack'], ['x', { words: [''] }]],
  refused: [
    ['a\n\nHack: it', 'The message holds "hack"; the word may not be used here', { words: ['hack'] }],
    [
      'foo bar',
      [
        'The message holds "foo"; the word may not be used here',
        'The message holds "BAR"; the word may not be used here',
      ],
      { words: ['foo', 'BAR', 'oo'] },
    ],
  ],
});

testRule('no-wip', {
  accepted: [['wipe the door'], ['add wip'], ['tmpfs: mount'], ['wip', { marks: [] }]],
  refused: [
    ['WIP', 'The subject says "wip"; finish the work before the push'],
    ['wip: door', 'The subject says "wip"; finish the work before the push'],
    ['[WIP] door', 'The subject says "wip"; finish the work before the push'],
    ['Do not merge', 'The subject says "do not merge"; finish the work before the push'],
    ['xxx', 'The subject says "XXX"; finish the work before the push', { marks: ['XXX'] }],
  ],
});

testRule('no-patch-cruft', {
  accepted: [['patch the door'], ['add [PATCH]'], ['a\n\n    diff --git a b'], ['a\n\n@@ -x +1']],
  refused: [
    ['[PATCH] a', 'The subject begins with the "[PATCH]" of a mail; it has to go'],
    ['Re: [RFC PATCH v2 1/3] a', 'The subject begins with the "[PATCH]" of a mail; it has to go'],
    ['a\n\ndiff --git a/x b/x', 'Line 3 begins a pasted diff; the commit holds it already'],
    ['a\n\n@@ -1,2 +3 @@', 'Line 3 begins a pasted diff; the commit holds it already'],
  ],
});

const ID = '0123456789'.repeat(4);
const UNNAMED = 'The subject says revert and no line says "This reverts commit <full id>"';

testRule('revert-names-commit', {
  accepted: [
    [`Revert "a"\n\nThis reverts commit ${ID}.`],
    [`revert(web): a\n\nThis reverts commit ${ID}, reversing\nchanges`],
    ['revert a'],
    ['a Revert "x"'],
  ],
  refused: [
    ['Revert "a"', UNNAMED],
    ['Revert "a"\n\nThis reverts commit 0123456.', UNNAMED],
    ['revert: a', UNNAMED],
    [`revert!: a\n\nThis reverts commit ${ID}0.`, UNNAMED],
  ],
});

const SILENT = 'The subject has a "!" and no line "BREAKING CHANGE: ..." says what breaks';
const UNMARKED = 'A line says "BREAKING CHANGE:" and the subject has no "!" in front of its colon';

testRule('breaking-change-mark', {
  accepted: [
    ['fix: a'],
    ['fix!: a\n\nBREAKING CHANGE: b'],
    ['fix(w)!: a\n\nBREAKING-CHANGE: b'],
    ['Hey! a: b'],
  ],
  refused: [
    ['fix!: a', SILENT],
    ['fix: a\n\nBREAKING CHANGE: b', UNMARKED],
    ['a\n\nBREAKING-CHANGE: b', UNMARKED],
  ],
});

testRule('message-pattern', {
  accepted: [
    ['anything'],
    ['web: a', { pattern: '^[a-z]+: ' }],
    ['a\n\nb9', { pattern: 'b[0-9]', where: 'message' }],
  ],
  refused: [
    ['A', 'The subject does not fit the pattern ^[a-z]+: ', { pattern: '^[a-z]+: ' }],
    ['a\n\nb: c', 'The subject does not fit the pattern b: ', { pattern: 'b: ' }],
    ['A', 'Name the part first', { pattern: '^[a-z]+: ', say: 'Name the part first' }],
  ],
});

testRule('message-forbidden', {
  accepted: [['anything'], ['a', { patterns: ['b+', 'c'] }]],
  refused: [
    ['a\n\nbb', 'The message fits the forbidden pattern b{2}', { patterns: ['c', 'b{2}', 'b'] }],
    ['abc', 'No', { patterns: ['b'], say: 'No' }],
  ],
});

const LIKE = '\\b[A-Z][A-Z0-9]+-[0-9]+\\b';

testRule('ticket-key', {
  accepted: [
    ['ABC-1 a'],
    ['a\n\nsee WEB2-17.'],
    ['ABC-1', { where: 'subject' }],
    ['a\n\nTicket: ABC-1', { where: 'trailer' }],
    ['a\n\nIssue: 17', { where: 'trailer', trailer: 'issue', pattern: '^[0-9]+$' }],
  ],
  refused: [
    ['abc-1', `The message names no ticket; expected one like ${LIKE}`],
    ['a\n\nABC-1', `The subject names no ticket; expected one like ${LIKE}`, { where: 'subject' }],
    ['ABC-1', `The trailer "Ticket:" names no ticket; expected one like ${LIKE}`, { where: 'trailer' }],
  ],
});
