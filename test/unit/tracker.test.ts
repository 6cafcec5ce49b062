import { describe, expect, it } from 'vitest';
import { readField } from '../../src/tracker/read-field.ts';
import { ticketUrl } from '../../src/tracker/ticket-url.ts';

const BASE = 'https://tracker.example/issue/{key}';

describe('ticketUrl()', () => {
  it.each([
    [BASE, 'ABC-1', 'https://tracker.example/issue/ABC-1'],
    [BASE, '../../x?y#z', 'https://tracker.example/issue/..%2F..%2Fx%3Fy%23z'],
    [BASE, '%2e%2e', 'https://tracker.example/issue/%252e%252e'],
    [BASE, "a b'(c)!*", 'https://tracker.example/issue/a%20b%27%28c%29%21%2A'],
    [BASE, 'ä\n\\@:', 'https://tracker.example/issue/%C3%A4%0A%5C%40%3A'],
    [BASE, '\ud800', 'https://tracker.example/issue/%EF%BF%BD'],
    [BASE, '...', 'https://tracker.example/issue/...'],
    [BASE, '$&', 'https://tracker.example/issue/%24%26'],
    [BASE, '{key}', 'https://tracker.example/issue/%7Bkey%7D'],
    ['https://t.example/{key}/x?q={key}&f=a', "a&'", 'https://t.example/a%26%27/x?q=a%26%27&f=a'],
    // No URL can name these: every reader takes them for a step through the path.
    [BASE, '.', undefined],
    [BASE, '..', undefined],
    ['https://t.example/issue/{key}/x', '..', undefined],
    ['https://t.example/find?q={key}', '..', 'https://t.example/find?q=..'],
  ])('puts into %s the key %j', (template, key, url) => expect(ticketUrl(template, key)).toBe(url));
});

describe('readField()', () => {
  const TEXT = JSON.stringify({
    fields: { status: { name: 'Open' }, 'a/b': 1, 'm~n': true, '': 'empty', none: null },
    list: ['x', { y: 'z' }],
  });

  it.each([
    ['/fields/status/name', 'Open'],
    ['/fields/a~1b', '1'],
    ['/fields/m~0n', 'true'],
    ['/fields/', 'empty'],
    ['/list/0', 'x'],
    ['/list/1/y', 'z'],
    ['/list/00', undefined],
    ['/list/length', undefined],
    ['/list/-', undefined],
    ['/fields/none', undefined],
    ['/fields/status', undefined],
    ['/fields/status/name/length', undefined],
    ['/fields/constructor/name', undefined],
    ['/__proto__', undefined],
    ['/nowhere/at/all', undefined],
  ])('finds at %s: %s', (pointer, says) => expect(readField(TEXT, pointer)).toEqual({ kind: 'read', says }));

  it.each(['', '{', 'Open', '<html>'])('tells that %j is no JSON', (text) =>
    expect(readField(text, '/a')).toEqual({ kind: 'no-json' }),
  );
});
