// What an admin may write about the words of a channel.
import * as z from 'zod';
import { ANNOUNCED_EVENTS } from '../notify/announcement.ts';
import { describePlaceholders } from '../notify/template.ts';
import { textThat, wordsUpTo } from './schema-words.ts';

const TEXT_RULE = 'a text of 1 to 1000 characters';

// No control characters but the ends of lines: they would be shown as what they are.
const wording = {
  title: withPlaceholders(wordsUpTo(200))
    .meta({ description: 'The first line; {title} is what it would be.' })
    .optional(),
  text: withPlaceholders(
    textThat(TEXT_RULE, (text) => text.trim() !== '' && text.length <= 1000 && !/[^\P{C}\n]/u.test(text)),
  )
    .meta({ description: 'What follows; {text} is what it would be.' })
    .optional(),
};
const MAP = { error: 'a map of title, text' };

export const templateSchema = z
  .strictObject(
    {
      ...wording,
      events: z
        .strictObject(
          Object.fromEntries(
            ANNOUNCED_EVENTS.map((event) => [
              event,
              z
                .strictObject(wording, MAP)
                .meta({ description: `The words for ${event}.` })
                .optional(),
            ]),
          ),
          { error: 'a map of events' },
        )
        .meta({ description: 'Other words for some events.' })
        .optional(),
    },
    { error: 'a map of title, text and events' },
  )
  .meta({ description: 'Other words for people, with placeholders such as {line}.' });

function withPlaceholders(text: z.ZodType<string>): z.ZodType<string> {
  return text.refine((given) => describePlaceholders(given) === undefined, {
    error: ({ input }) => describePlaceholders(String(input)),
  });
}
