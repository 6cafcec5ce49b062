// Whatever anybody writes, a page shows it as text.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from '../../src/board/html.ts';
import { renderLink } from '../../src/board/times.ts';
import { renderLine } from '../../src/board/render-line.ts';
import type { LineName } from '../../src/line/line-name.ts';
import { escapeText } from '../../src/text/escape.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '&', '=', '`', '/', 'a', ' ', '\u202e', '\0', '\n', ';'),
  }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '&lt;',
    '&#60;',
    ']]>',
    '<!--',
  ),
);

const decode = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

test('html`` lets no value out of where it stands, and loses nothing of it', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const found = /^<p title="([^"<>']*)">([^"<>']*)<\/p>$/.exec(
        html`<p title="${a}">${[b]}</p>`.toString(),
      );
      expect(found?.slice(1).map(decode)).toEqual([escapeText(a), escapeText(b)]);
    }),
  );
});

test('html`` takes for markup only what it made itself', () => {
  expect(String(html`${html`<b></b>`}`)).toBe('<b></b>');
  for (const forged of [{ toString: () => '<b>' }, JSON.parse('{"text":"<b>"}'), Object.create(null)])
    expect(() => html`${forged as string}`).toThrow(TypeError);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>',
  'https://a@evil.example/',
  '//evil.example',
  'x',
])('renderLink() makes no link of %j', (url) => {
  expect(String(renderLink(url))).not.toContain('<a');
  expect(String(renderLink('https://ci.example/1?a=1&b=2'))).toContain(
    'href="https://ci.example/1?a=1&amp;b=2"',
  );
});

test('renderLine() has the same tags whatever people write', () => {
  const render = (text: string): string =>
    renderLine(
      {
        line: 'main' as LineName,
        status: 'stopped',
        since: '2026-11-21T14:00:00.000Z',
        stops: [
          {
            number: 1,
            line: 'main' as LineName,
            level: 'stop',
            cause: 'person',
            since: '2026-11-21T14:00:00.000Z',
            summary: text,
            by: text,
            url: `javascript:${text}`,
            claim: { by: text, at: '2026-11-21T14:00:00.000Z' },
          },
        ],
        repositories: [],
        waiting: [text],
        jobs: [],
      },
      '2026-11-21T15:00:00.000Z',
      { name: 'ann', formToken: text, mayStop: true, mayResume: true, seesAll: true },
    ).toString();
  const tagsOf = (text: string): readonly string[] => text.match(/<\/?[a-z0-9]+/g) ?? [];
  const tags = tagsOf(render('red'));
  fc.assert(
    fc.property(anyText, (text) => {
      expect(tagsOf(render(text))).toEqual(tags);
    }),
  );
});
