// Who is called by name when they may push again, and in which words.
import { describe, expect, it } from 'vitest';
import { wants } from '../../src/notify/channel.ts';
import type { Channel } from '../../src/notify/channel.ts';
import { callPeople } from '../../src/notify/people.ts';
import { formatSlackMessage } from '../../src/notify/slack-message.ts';
import { announcement, channel } from '../support/announcements.ts';

const MAIL = { dana: 'dana@example.org', d2: 'dana@example.org', '*': '{pusher}@corp.example' };
const lifted = (...freed: readonly string[]) =>
  announcement({ event: 'stop.lifted', severity: 'relief', title: 'Line main RUNS again', freed });

describe('callPeople()', () => {
  it('calls those it knows, each once, and the others as all others', () => {
    expect(callPeople({ dana: 'dana@example.org' }, ['eve', 'dana'])).toEqual(['dana@example.org']);
    expect(callPeople(MAIL, ['d2', 'dana', 'eve'])).toEqual(['dana@example.org', 'eve@corp.example']);
  });

  it.each(
    ['a b', 'eve@evil.example,x', 'a\nBcc: b@c', '-oQ/tmp', '*', '{pusher}', '', 'ü', '__proto__'].concat([
      '!here',
      'here',
      'All',
      'channel',
      'everyone',
      'all.',
      'channel_',
    ]),
  )('makes nothing of the name %j, which could become more than a name', (name) => {
    expect(callPeople(MAIL, [name])).toEqual([]);
  });

  it('calls by such a name whoever is listed with it', () => {
    expect(callPeople({ 'a b': 'a.b@example.org', here: '<@U1>' }, ['a b', 'here'])).toEqual([
      'a.b@example.org',
      '<@U1>',
    ]);
  });
});

describe('a mail channel for those who were refused', () => {
  const mail: Channel = channel({
    destination: {
      kind: 'email',
      to: [],
      people: { dana: 'dana@example.org' },
      from: 'andon@example.org',
      via: { sendmail: '/usr/sbin/sendmail' },
      allowPrivate: [],
    },
  });

  it('wants what frees one whom it knows, and nothing else', () => {
    expect(wants(mail, lifted('eve', 'dana'))).toBe(true);
    expect(wants(mail, lifted('eve'))).toBe(false);
    expect(wants(mail, lifted())).toBe(false);
    expect(wants(mail, announcement({ event: 'stop.lifted' }))).toBe(false);
    expect(wants(mail, announcement())).toBe(false);
  });

  it('keeps to its lines and its causes', () => {
    expect(wants({ ...mail, lines: ['docs'] as never }, lifted('dana'))).toBe(false);
    expect(wants({ ...mail, causes: ['schedule'] }, lifted('dana'))).toBe(false);
    expect(wants({ ...mail, causes: ['build'] }, lifted('dana'))).toBe(true);
  });
});

describe('formatSlackMessage()', () => {
  const { text: plain } = formatSlackMessage(lifted('dana')) as { text: string };

  it('calls those it knows in the words of the admin', () => {
    const said = formatSlackMessage(lifted('eve', 'dana'), { dana: '<@U024BE7LH>', eve: '@eve' });
    expect(said).toMatchObject({ text: `${plain}\n@eve <@U024BE7LH>` });
  });

  it('says nothing more where it knows nobody', () => {
    expect(formatSlackMessage(lifted('dana'), { eve: '@eve' })).toMatchObject({ text: plain });
  });
});
