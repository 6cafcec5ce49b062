// The body for a webhook of Microsoft Teams, as its Workflows take it: a message with one adaptive card.
import type { Announcement, Loudness } from './announcement.ts';
import { plainWords } from './plain-words.ts';

const COLOURS: Readonly<Record<Loudness, string>> = {
  alarm: 'attention',
  warning: 'warning',
  news: 'default',
  relief: 'good',
};

/** Writes an announcement as an adaptive card (https://adaptivecards.io/explorer/AdaptiveCard.html). */
export function formatTeamsCard(announcement: Announcement): object {
  const { title, text, link } = plainWords(announcement);
  const heading = { size: 'large', weight: 'bolder', color: COLOURS[announcement.severity] };
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          body: [textOf(title, heading), ...text.map((line) => textOf(line, {}))],
          ...(link === undefined
            ? {}
            : { actions: [{ type: 'Action.OpenUrl', title: 'Read more', url: link }] }),
        },
      },
    ],
  };
}

/** A TextRun is plain text, where a TextBlock would read Markdown. */
function textOf(text: string, style: object): object {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: breakFunctions(text), ...style }] };
}

/** Cards replace {{DATE(...)}}, and Teams reads <at>, also in plain text. */
function breakFunctions(text: string): string {
  return text.replaceAll(/\{(?=\{)|\$(?=\{)|<(?=\/?at\b)/gi, (sign) => `${sign}\u200b`);
}
