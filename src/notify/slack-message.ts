// The body for an incoming webhook of Slack, and of Mattermost and Rocket.Chat, which take the same.
import type { Announcement, Loudness } from './announcement.ts';
import { callPeople } from './people.ts';
import type { People } from './people.ts';
import { plainWords } from './plain-words.ts';

const SIGNS: Readonly<Record<Loudness, string>> = {
  alarm: ':octagonal_sign:',
  warning: ':warning:',
  news: ':information_source:',
  relief: ':white_check_mark:',
};

/** Writes an announcement for Slack, and calls those who may push again (https://docs.slack.dev/messaging/formatting-message-text). */
export function formatSlackMessage(announcement: Announcement, people: People = {}): object {
  const { title, text, link } = plainWords(announcement);
  // As the admin wrote them: a mention that is escaped is none.
  const called = callPeople(people, announcement.freed ?? []).join(' ');
  const lines = [`${SIGNS[announcement.severity]} ${title}`, ...text].map(escapeMarkup);
  // Without these, a link in a stranger's text has the chat fetch and show what is behind it.
  const quiet = { link_names: false, unfurl_links: false, unfurl_media: false };
  return {
    text: [
      ...lines,
      ...(link === undefined ? [] : [escapeLink(link)]),
      ...(called === '' ? [] : [called]),
    ].join('\n'),
    ...quiet,
  };
}

/**
 * Slack reads `<!channel>` and `<url|words>`; Mattermost and Rocket.Chat read `@all` and Markdown's links, which
 * Slack does not: a space without width keeps them apart where no escape is known to all three.
 */
function escapeMarkup(text: string): string {
  return escapeEntities(text)
    .replaceAll('@', '@\u200b')
    .replaceAll(/\](?=[([:])/g, ']\u200b');
}

/** Encodes what a chat could take for a mention or for Markdown, behind the host, where that changes nothing. */
function escapeLink(link: string): string {
  const { origin } = new URL(link);
  const encode = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return escapeEntities(origin + link.slice(origin.length).replaceAll(/[@[\]()]/g, encode));
}

function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
