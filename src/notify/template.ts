// The words that an admin would rather have in a channel: text with placeholders, and no logic. It is filled before
// a medium's own template escapes anything, so that no value can make use of what stands around it.
import { nearest } from '../text/nearest.ts';
import { fillPlaceholders } from '../text/placeholders.ts';
import { formatMinute } from '../text/utc-time.ts';
import type { Announcement } from './announcement.ts';

export interface Wording {
  readonly title?: string | undefined;
  /** A line each. */
  readonly text?: string | undefined;
}

export interface Template extends Wording {
  /** For some events other words than for the rest. */
  readonly events?: { readonly [E in Announcement['event']]?: Wording | undefined } | undefined;
}

/** What a placeholder stands for; nothing where an announcement does not say it. */
const VALUES: ReadonlyMap<string, (announcement: Announcement) => string | undefined> = new Map([
  ['title', ({ title }) => title],
  ['text', ({ text }) => text.join('\n')],
  ['event', ({ event }) => event],
  ['severity', ({ severity }) => severity],
  ['line', ({ lines }) => lines.join(', ')],
  ['stop', ({ stops = [] }) => stops.join(', ')],
  ['who', ({ who }) => who],
  ['cause', ({ cause }) => cause],
  ['repository', ({ repository }) => repository],
  ['time', ({ at }) => formatMinute(at)],
]);
const PLACEHOLDERS = [...VALUES.keys()];

/** Says what a text should hold instead of what is wrong with its placeholders; undefined where nothing is. */
export function describePlaceholders(text: string): string | undefined {
  for (const [found, name = ''] of text.matchAll(/\{([^{}]*)\}|[{}]/g)) {
    if (PLACEHOLDERS.includes(name)) continue;
    const near = nearest(name, PLACEHOLDERS);
    const known = PLACEHOLDERS.map((each) => `{${each}}`).join(', ');
    const instead = near === undefined ? `one of ${known}` : `"{${near}}"`;
    return `${instead} instead of ${JSON.stringify(found.slice(0, 60))}`;
  }
  return undefined;
}

/** Returns an announcement in the words of a template; what would be empty stays as it was. */
export function fillTemplate(announcement: Announcement, template: Template | undefined): Announcement {
  if (template === undefined) return announcement;
  const own = template.events?.[announcement.event];
  const [title, text] = [own?.title ?? template.title, own?.text ?? template.text];
  return {
    ...announcement,
    ...fillTitle(title ?? '', announcement),
    ...fillText(text ?? '', announcement),
  };
}

function fillTitle(template: string, announcement: Announcement): Partial<Announcement> {
  const title = fill(template, announcement, ' ');
  return title.trim() === '' ? {} : { title };
}

function fillText(template: string, announcement: Announcement): Partial<Announcement> {
  const text = fill(template, announcement, '\n');
  if (text.trim() === '') return {};
  // A test has to say that it is one.
  const isSilent = announcement.event === 'test' && !template.includes('{text}');
  return { text: isSilent ? [text, ...announcement.text] : [text] };
}

/** Only `text` may have lines of its own. */
function fill(template: string, announcement: Announcement, lineBreak: string): string {
  const values = [...VALUES].map(([name, read]) => {
    const value = read(announcement) ?? '';
    return [name, value.replaceAll(/\r\n|\r|\n/g, name === 'text' ? lineBreak : ' ')] as const;
  });
  return fillPlaceholders(template, Object.fromEntries(values));
}
