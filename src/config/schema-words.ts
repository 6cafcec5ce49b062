// Kinds of values that settings have. Every `error` is the end of the sentence "... is <what was found>, expected
// <error>".
import { isAbsolute } from 'node:path';
import * as z from 'zod';
import { DURATION_RULE, parseDuration } from '../text/duration.ts';
import { NAME, NAME_RULE } from '../text/name.ts';

export function oneOf<const Values extends readonly string[]>(values: Values): z.ZodType<Values[number]> {
  return z.enum(values, { error: `one of ${values.map((value) => `"${value}"`).join(', ')}` });
}

export function textThat(rule: string, test: (text: string) => boolean): z.ZodType<string> {
  return z.string({ error: rule }).refine(test, { error: rule });
}

export const name = z.string({ error: NAME_RULE }).regex(NAME, { error: NAME_RULE });

export function durationWithin(lowest: string, highest: string): z.ZodType<string> {
  const [low = 0, high = 0] = [parseDuration(lowest), parseDuration(highest)];
  return textThat(`${DURATION_RULE}; from ${lowest} to ${highest}`, (text) => {
    const ms = parseDuration(text);
    return ms !== undefined && ms >= low && ms <= high;
  }).meta({ pattern: '^[0-9]{1,9}[smhdw]$' });
}

export const yesOrNo = z.boolean({ error: 'true or false' });

export function countWithin(low: number, high: number): z.ZodType<number> {
  const error = `a whole number from ${low} to ${high}`;
  return z.int({ error }).min(low, { error }).max(high, { error });
}

// These words end up in a refusal, so they hold no line break and no escape sequence.
export function wordsUpTo(most: number): z.ZodType<string> {
  return textThat(
    `a text of 1 to ${most} characters on one line`,
    (text) => text.trim() !== '' && text.length <= most && !/\p{C}/u.test(text),
  );
}

export const absolutePath = textThat('an absolute path', isAbsolute);

export const people = z.array(wordsUpTo(255), { error: 'a list of names' });
