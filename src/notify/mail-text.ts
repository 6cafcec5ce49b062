// An announcement as a mail: plain text, so that there is nothing in it for a mail program to run or to fetch.
import type { Announcement } from './announcement.ts';
import { formatMinute } from '../text/utc-time.ts';
import { plainWords } from './plain-words.ts';

export interface MailText {
  /** One line without control characters: no header can be smuggled in behind it. */
  readonly subject: string;
  readonly text: string;
}

/** Writes an announcement as a mail. */
export function formatMail(announcement: Announcement): MailText {
  const { title, text, link } = plainWords(announcement);
  const when = formatMinute(announcement.at);
  const body = [title, '', ...text, ...(link === undefined ? [] : ['', link]), '', when];
  return { subject: `[andon] ${title}`, text: `${body.join('\n')}\n` };
}
