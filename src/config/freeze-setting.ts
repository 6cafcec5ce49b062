// What an admin may write of a freeze. Part of schema.ts, whose `error` texts end the sentence "... is <what was
// found>, expected <error>".
import * as z from 'zod';
import { durationWithin, name, people, wordsUpTo } from './schema-words.ts';

const TIME_RULE = 'a time such as 2026-12-18T18:00, 2026-12-18 or 2026-12-18T17:00Z';
const CRON_RULE = 'five fields: minute, hour, day of month, month, day of week';
const RRULE_RULE = 'a recurrence rule (RFC 5545), such as "FREQ=WEEKLY;BYDAY=FR;BYHOUR=18"';
const ZONE_RULE = 'the name of a time zone, such as "Europe/Berlin"';
const FORM_RULE = 'one of "from" with "until", "cron" with "for", or "rrule" with "for"';

const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?$/;

const time = z.string({ error: TIME_RULE }).regex(TIME, { error: TIME_RULE });

/** Describes one freeze. */
export const freeze = z
  .strictObject(
    {
      name: name.meta({ description: 'What the freeze is called; no other of the line has the name.' }),
      reason: wordsUpTo(200).meta({ description: 'What a refused person reads.' }),
      from: time
        .meta({ description: 'When it begins; with rrule, the day and time that the rule counts from.' })
        .optional(),
      until: time.meta({ description: 'When it ends.' }).optional(),
      cron: z
        .string({ error: CRON_RULE })
        .regex(/^\s*(?:\S+\s+){4}\S+\s*$/, { error: CRON_RULE })
        .meta({ description: 'When it begins, again and again, as crontab(5) says it.' })
        .optional(),
      rrule: z
        .string({ error: RRULE_RULE })
        .regex(/^(?:RRULE:)?[A-Z0-9=;,+-]*FREQ=[A-Z0-9=;,+-]+$/, { error: RRULE_RULE })
        .meta({ description: 'When it begins, again and again, as RFC 5545 says it.' })
        .optional(),
      for: durationWithin('1m', '52w').meta({ description: 'How long it lasts each time.' }).optional(),
      timeZone: z
        .string({ error: ZONE_RULE })
        .refine(isTimeZone, { error: ZONE_RULE })
        .meta({ description: 'The time zone of all its times; UTC by default.' })
        .optional(),
      exempt: people
        .meta({ description: 'Whom this freeze does not hold; * stands for any text.' })
        .optional(),
    },
    { error: 'a map of settings' },
  )
  .refine(hasOneForm, { error: FORM_RULE });

export type FreezeSetting = z.infer<typeof freeze>;

type FormKey = 'from' | 'until' | 'cron' | 'rrule' | 'for';

function hasOneForm(freeze: Partial<Record<FormKey, unknown>>): boolean {
  const given = (['from', 'until', 'cron', 'rrule', 'for'] as const).filter(
    (key) => freeze[key] !== undefined,
  );
  return ['from until', 'cron for', 'rrule for', 'from rrule for'].includes(given.join(' '));
}

function isTimeZone(name: string): boolean {
  // An offset is no zone: it knows no summer.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
