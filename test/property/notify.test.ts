// Whatever a stranger writes, it stays text.
import * as fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { expect, it } from 'vitest';
import { formatWebhook } from '../../src/notify/event-data.ts';
import { formatMail } from '../../src/notify/mail-text.ts';
import { formatSlackMessage } from '../../src/notify/slack-message.ts';
import { formatTeamsCard } from '../../src/notify/teams-card.ts';
import { announcement } from '../support/announcements.ts';

const snippets = fc.constantFrom(
  '<!channel>', '<@U1>', '<http://e|x>', '@all', '@here', '](', '][', '&', '&lt;', '\r\n', '\n', '\r',
  'Bcc: eve@example.org', '{{', '${', '<at>', '</AT>', '"', '\\', '\0', '\u202e', '\u2028', '\ud800', 'x',
); // prettier-ignore
const hostile = fc
  .array(fc.oneof(snippets, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 })
  .map((parts) => parts.join(''));
const announcements = fc
  .record({
    title: hostile,
    text: fc.array(hostile, { maxLength: 3 }),
    who: hostile,
    url: hostile.map((path) => `https://e.example/${path}`),
  })
  .map((change) => announcement(change));

it('nothing mentions anybody or hides a link in Slack, Mattermost or Rocket.Chat', () => {
  fc.assert(
    fc.property(announcements, (given) => {
      const { text } = formatSlackMessage(given) as { text: string };
      expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|@[\w.-]|\][([:]/);
    }),
  );
});

it('nothing calls a function or mentions anybody in Teams', () => {
  fc.assert(
    fc.property(announcements, (given) => {
      const card = JSON.stringify(formatTeamsCard({ ...given, url: '' }));
      expect(card).not.toMatch(/\{\{|\$\{|<\/?at/i);
      expect(card).not.toContain('"TextBlock"');
    }),
  );
});

it('a mail has the headers that we gave it, and no other', async () => {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  await fc.assert(
    fc.asyncProperty(announcements, async (given) => {
      const mail = { from: 'a@example.org', to: 'b@example.org', ...formatMail(given) };
      const { message } = await transport.sendMail(mail);
      const [head = ''] = (message as Buffer).toString().split('\n\n');
      const names = head.split('\n').filter((line) => !/^[ \t]/.test(line)).map((line) => line.split(':')[0]); // prettier-ignore
      const known = ['From', 'To', 'Subject', 'Message-ID', 'Date', 'MIME-Version', 'Content-Type'];
      expect(
        names.filter((name) => !known.includes(name ?? '') && name !== 'Content-Transfer-Encoding'),
      ).toEqual([]);
    }),
  );
});

it('JSON holds the very text', () => {
  fc.assert(
    fc.property(announcements, (given) => {
      const back = JSON.parse(JSON.stringify(formatWebhook(given))) as { data: object };
      expect(back.data).toMatchObject({ title: given.title, text: given.text.join('\n'), who: given.who });
    }),
  );
});
