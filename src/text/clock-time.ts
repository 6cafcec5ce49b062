// Points in time as people read them.
import { escapeText } from './escape.ts';

/**
 * The time of day, with the date where it is not today's; always UTC, and says so. What comes from a server or a file
 * may be no time: it is safe to print all the same.
 */
export function clockTime(time: string, now: string): string {
  const [date = '', clock = ''] = time.split('T');
  const day = now.startsWith(date) ? '' : `${date} `;
  return escapeText(`${day}${clock.slice(0, 5)} UTC`);
}
