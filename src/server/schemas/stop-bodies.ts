// What people say of stops and lines.
import { z } from 'zod';
import { CAUSES } from '../../line/stop.ts';
import { words, lineName, oid, repositoryName, time, stopNumber, list } from './values.ts';

export const stopBody = z.strictObject({
  line: lineName,
  level: z.enum(['stop', 'caution']).default('stop'),
  cause: z.enum(CAUSES).default('person'),
  summary: words,
  url: words.exactOptional(),
  build: words.exactOptional(),
  commit: oid.exactOptional(),
  stopsAt: time.exactOptional(),
  until: time.exactOptional(),
  by: words.exactOptional(),
});
/** Who says nothing beside claims it all the same. */
export const claimBody = z
  .strictObject({ eta: time.exactOptional(), by: words.exactOptional() })
  .nullable()
  .transform((body) => body ?? {});
export const amendBody = z.strictObject({
  summary: words.exactOptional(),
  until: time.exactOptional(),
  by: words.exactOptional(),
});
export const liftBody = z.strictObject({ reason: words, by: words.exactOptional() });
export const resumeBody = z.strictObject({
  reason: words,
  /** Of its stops those alone. */
  seen: list(stopNumber).exactOptional(),
  by: words.exactOptional(),
});
export const registerBody = z.strictObject({
  line: lineName,
  repository: repositoryName,
  by: words.exactOptional(),
});
