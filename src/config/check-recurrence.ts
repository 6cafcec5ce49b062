// Reads a recurrence rule for slips that the library passes over in silence: a part or a number that it does not
// know is left out there, and the freeze would come at another time, or every day.

const NUMBERS: Readonly<Record<string, readonly [least: number, most: number, signed: boolean]>> = {
  INTERVAL: [1, 10_000, false],
  COUNT: [1, 10_000, false],
  BYSECOND: [0, 59, false],
  BYMINUTE: [0, 59, false],
  BYHOUR: [0, 23, false],
  BYMONTH: [1, 12, false],
  BYMONTHDAY: [1, 31, true],
  BYYEARDAY: [1, 366, true],
  BYWEEKNO: [1, 53, true],
  BYSETPOS: [1, 366, true],
};
const WORDS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  WKST: /^(?:MO|TU|WE|TH|FR|SA|SU)$/,
  BYDAY: /^(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)$/,
};
const LISTS = /^BY/;

/**
 * Says what is wrong with the text of a rule (RFC 5545, 3.3.10), undefined where nothing is. `anchored`: it is said
 * when the rule begins, which some rules cannot do without.
 */
export function checkRecurrence(
  text: string,
  { anchored }: { readonly anchored: boolean },
): string | undefined {
  const parts = text.split(';').map((part) => part.split('='));
  const keys = parts.map(([key = '']) => key);
  for (const [key = '', value = '', ...more] of parts) {
    if (value === '' || more.length > 0) return `"${key}" has no value`;
    // A part may be called like what every object has: constructor.
    if (!Object.hasOwn(WORDS, key) && !Object.hasOwn(NUMBERS, key))
      return `"${key}" is no part of such a rule`;
    const values = LISTS.test(key) ? value.split(',') : [value];
    const wrong = values.find((each) => !fits(key, each));
    if (wrong !== undefined) return `${key} cannot be "${wrong}"`;
  }
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return `it says ${twice} twice`;
  const days = parts.find(([key]) => key === 'BYDAY')?.[1] ?? '';
  if (/\d/.test(days) && !/^FREQ=(?:MONTHLY|YEARLY)$/m.test(text.replaceAll(';', '\n')))
    return `BYDAY counts days ("${days}") of a month or a year, and FREQ is neither`;
  if (anchored) return undefined;
  const relative = keys.find(
    (key) => key === 'COUNT' || (key === 'INTERVAL' && !/INTERVAL=1(?:;|$)/.test(text)),
  );
  if (relative !== undefined) return `${relative} counts from a beginning: say it with "from"`;
  if (text.includes('FREQ=WEEKLY') && !keys.includes('BYDAY')) return 'it needs BYDAY, such as BYDAY=FR';
  return undefined;
}

function fits(key: string, value: string): boolean {
  const words = WORDS[key];
  if (words !== undefined) return words.test(value);
  const [least = 0, most = 0, signed = false] = NUMBERS[key] ?? [];
  if (!(signed ? /^[+-]?\d{1,5}$/ : /^\d{1,5}$/).test(value)) return false;
  const number = Math.abs(Number(value));
  return number >= least && number <= most;
}
