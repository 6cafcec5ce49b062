// What the parts of requests have to be, for people, programs and /openapi.json: what does not fit is refused before
// anything looks at it. What is answered is in answers.ts.
import { z } from 'zod';
import type { LineName } from '../../line/line-name.ts';
import type { Oid } from '../../ref/oid.ts';
import { isPlain } from '../../text/is-plain.ts';
import { NAME } from '../../text/name.ts';
import { parseTime } from '../../text/parse-time.ts';

/** Text of one line. */
export const words = z.string().trim().min(1).max(1_000).refine(isPlain, 'has control characters in it');
export const longWords = z
  .string()
  .max(10_000)
  .refine((text) => text.isWellFormed(), 'has half a character in it');
export const lineName = z
  .string()
  .regex(NAME)
  .transform((text) => text as LineName);
export const oidText = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
export const oid = oidText.transform((text) => text as Oid);
export const repositoryName = z.string().min(1).max(4_096).refine(isPlain, 'has control characters in it');
export const refText = z.string().min(1).max(8_192).refine(isPlain, 'has control characters in it');
export const time = z.iso
  .datetime({ offset: true })
  .refine((text) => parseTime(text) !== undefined, 'is not of the years 0001 to 9999 in UTC')
  .transform((text) => new Date(text).toISOString());
export const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** A length of time, of a year at most: what it ends at has to be a time that can be written. */
export const lengthMs = z.number().int().min(0).max(31_536_000_000);
export const stopNumber = z.coerce.number().int().min(1).max(999_999_999_999);
export const list = <T extends z.ZodType>(item: T, most = 1_000): z.ZodArray<T> => z.array(item).max(most);

/** A part of what has numbers. */
export const pageQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  before: z.coerce.number().int().min(1).exactOptional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  newest: z.stringbool().default(false),
});
