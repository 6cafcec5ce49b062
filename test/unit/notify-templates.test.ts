import { describe, expect, it } from 'vitest';
import { formatWebhook } from '../../src/notify/event-data.ts';
import { formatMail } from '../../src/notify/mail-text.ts';
import { formatSlackMessage } from '../../src/notify/slack-message.ts';
import { formatTeamsCard } from '../../src/notify/teams-card.ts';
import { announcement } from '../support/announcements.ts';

const LINK = { url: 'https://ci.example/a?b=1&c=<d>' };
const GAP = '\u200b';

describe('formatSlackMessage()', () => {
  it('writes a line each, and the link', () => {
    expect(formatSlackMessage(announcement(LINK))).toEqual({
      text: ':octagonal_sign: Line main is STOPPED\n3 tests red\nhttps://ci.example/a?b=1&amp;c=%3Cd%3E',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  });
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<https://evil.example|bank>', '&lt;https://evil.example|bank&gt;'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['@all @here', `@${GAP}all @${GAP}here`],
    ['[bank](https://evil.example)', `[bank]${GAP}(https://evil.example)`],
    ['a\u202eb\x1b[31m', 'a\\u202eb\\x1b[31m'],
  ])('writes %j as %j', (text, expected) => {
    expect(formatSlackMessage(announcement({ text: [text] }))).toMatchObject({
      text: `:octagonal_sign: Line main is STOPPED\n${expected}`,
    });
  });
});

it('formatSlackMessage() leaves no mention in a link, and its host as it is', () => {
  const { text } = formatSlackMessage(announcement({ url: 'https://[2001:db8::1]/@all](b)' })) as {
    text: string;
  };
  expect(text.split('\n').at(-1)).toBe('https://[2001:db8::1]/%40all%5D%28b%29');
});

describe('formatTeamsCard()', () => {
  it('is a message with a card of plain text and a link', () => {
    const card = formatTeamsCard(announcement({ ...LINK, text: ['**a** {{DATE(x)}} ${b} <at>all</at>'] }));
    expect(card).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            body: [
              { inlines: [{ type: 'TextRun', text: 'Line main is STOPPED', color: 'attention' }] },
              {
                inlines: [
                  {
                    type: 'TextRun',
                    text: `**a** {${GAP}{DATE(x)}} $${GAP}{b} <${GAP}at>all<${GAP}/at>`,
                  },
                ],
              },
            ],
            actions: [{ type: 'Action.OpenUrl', url: 'https://ci.example/a?b=1&c=%3Cd%3E' }],
          },
        },
      ],
    });
  });
  it.each(['javascript:alert(1)', 'https://bank.example@evil.example/', 'no link', 'file:///etc/passwd'])(
    'has no button for %s',
    (url) => {
      expect(JSON.stringify(formatTeamsCard(announcement({ url })))).not.toContain('actions');
    },
  );
});

it('formatWebhook() has the type, the time and all facts', () => {
  expect(formatWebhook(announcement({ text: ['a', 'b'] }))).toEqual({
    type: 'stop.opened',
    timestamp: '2026-03-02T14:02:03.004Z',
    data: { ...announcement(), text: 'a\nb' },
  });
});

describe('formatMail()', () => {
  it('has a subject of one line', () => {
    expect(formatMail(announcement({ title: 'a\r\nBcc: eve@example.org', ...LINK }))).toEqual({
      subject: '[andon] a\\x0d\\x0aBcc: eve@example.org',
      text: 'a\\x0d\\x0aBcc: eve@example.org\n\n3 tests red\n\nhttps://ci.example/a?b=1&c=%3Cd%3E\n\n2026-03-02 14:02 UTC\n',
    });
  });
  it('cuts what is too long between characters', () => {
    const { subject } = formatMail(announcement({ title: `${'a'.repeat(199)}\u{1f600}b` }));
    expect(subject).toBe(`[andon] ${'a'.repeat(199)}...`);
  });
});
