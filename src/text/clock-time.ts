// Points in time as people read them.

/** The time of day, with the date where it is not today's; always UTC, and says so. */
export function clockTime(time: string, now: string): string {
  const [date = '', clock = ''] = time.split('T');
  return now.startsWith(date) ? `${clock.slice(0, 5)} UTC` : `${date} ${clock.slice(0, 5)} UTC`;
}
