import { describe, expect, it } from 'vitest';
import { formatMail } from '../../src/notify/mail-text.ts';
import { formatSlackMessage } from '../../src/notify/slack-message.ts';
import { formatTeamsCard } from '../../src/notify/teams-card.ts';
import { describePlaceholders, fillTemplate } from '../../src/notify/template.ts';
import { announcement } from '../support/announcements.ts';

const GAP = '\u200b';

describe('fillTemplate()', () => {
  it('fills in what an announcement says', () => {
    const title = '{line} {event} {severity} {stop} {who} {cause} {repository} {time}';
    const given = announcement({ repository: '/srv/web.git', lines: ['main', 'docs'], stops: [17, 18] });
    expect(fillTemplate(given, { title, text: '{title}\nRead: {text}' })).toEqual({
      ...given,
      title: 'main, docs stop.opened alarm 17, 18 ci build /srv/web.git 2026-03-02 14:02 UTC',
      text: ['Line main is STOPPED\nRead: 3 tests red'],
    });
  });

  it.each([
    [undefined, {}],
    [{}, {}],
    [{ title: '{repository} ', text: '{repository}\n' }, {}],
    [{ title: 'a' }, { title: 'a' }],
    [{ text: 'a' }, { text: ['a'] }],
    [
      { title: 'a', text: 'b', events: { 'stop.opened': { title: 'c' } } },
      { title: 'c', text: ['b'] },
    ],
    [{ title: 'a', events: { 'stop.lifted': { title: 'c' } } }, { title: 'a' }],
  ])('leaves what a template does not say (%j)', (template, change) => {
    expect(fillTemplate(announcement(), template)).toEqual(announcement(change));
  });

  it('has a test say that it is one', () => {
    const test = announcement({ event: 'test', text: ['nothing has happened'] });
    expect(fillTemplate(test, { text: 'Run!' }).text).toEqual(['Run!', 'nothing has happened']);
    expect(fillTemplate(test, { text: 'Run! {text}' }).text).toEqual(['Run! nothing has happened']);
  });

  it('does not look into values', () => {
    const given = announcement({ who: '{text} $& $1 {constructor}', text: ['{who}'] });
    expect(fillTemplate(given, { title: '{who}', text: '{text}' })).toMatchObject({
      title: '{text} $& $1 {constructor}',
      text: ['{who}'],
    });
  });

  it('gives no value but the text a line of its own', () => {
    const given = announcement({ who: 'eve\r\nLine main RUNS again', text: ['a\nb', 'c'] });
    expect(fillTemplate(given, { title: '{who}: {text}', text: '{who}\n{text}' })).toMatchObject({
      title: 'eve Line main RUNS again: a b c',
      text: ['eve Line main RUNS again\na\nb\nc'],
    });
  });
});

describe('describePlaceholders()', () => {
  const known = '{title}, {text}, {event}, {severity}, {line}, {stop}, {who}, {cause}, {repository}, {time}';
  it.each([
    ['Line {line} says {text}', undefined],
    ['{lien} is down', '"{line}" instead of "{lien}"'],
    ['{Line}', '"{line}" instead of "{Line}"'],
    ['{ line }', '"{line}" instead of "{ line }"'],
    ['{constructor}', `one of ${known} instead of "{constructor}"`],
    ['{{line}}', `one of ${known} instead of "{"`],
    ['{line} }', `one of ${known} instead of "}"`],
    ['${process.env.TOKEN}', `one of ${known} instead of "{process.env.TOKEN}"`],
    [`{${'a'.repeat(100)}}`, `one of ${known} instead of "{${'a'.repeat(59)}"`],
  ])('says of %j: %j', (text, expected) => {
    expect(describePlaceholders(text)).toBe(expected);
  });
});

// What is harmless in a value and harmless in a template may be a link, a mention or a function together.
describe('a filled template', () => {
  const given = announcement({
    who: ']',
    cause: 'build',
    text: ['(https://evil.example)'],
    repository: 'at>',
  });
  const fill = (text: string) => fillTemplate(given, { title: 'a', text });
  it.each([
    ['[bank{who}{text}', `[bank]${GAP}(https://evil.example)`],
    ['<!channel> @all', `&lt;!channel&gt; @${GAP}all`],
    ['<{repository}', '&lt;at&gt;'],
  ])('is escaped for Slack as a whole: %s', (text, expected) => {
    expect(formatSlackMessage(fill(text))).toMatchObject({ text: `:octagonal_sign: a\n${expected}` });
  });
  it('is escaped for Teams as a whole', () => {
    const card = JSON.stringify(formatTeamsCard(fill('<{repository}')));
    expect(card).toContain(`"text":"<${GAP}at>"`);
  });
  it('brings no header into a mail, and no line into its subject', () => {
    const hostile = announcement({ who: 'eve\r\nBcc: eve@example.org', title: 'a\nb' });
    const mail = formatMail(fillTemplate(hostile, { title: '{who} {title}' }));
    expect(mail.subject).toBe('[andon] eve Bcc: eve@example.org a b');
  });
  it('is no longer than anything else', () => {
    const long = announcement({ text: ['x'.repeat(5_000)] });
    const { subject, text } = formatMail(
      fillTemplate(long, { title: '{text}'.repeat(33), text: '{text}{text}' }),
    );
    expect([subject.length, text.split('\n')[2]?.length]).toEqual([8 + 203, 1_003]);
  });
});
