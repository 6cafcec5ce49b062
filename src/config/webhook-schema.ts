// What an admin may write about a webhook that comes in. Which settings go with which kind is looked at where the
// layers are together (check-webhooks.ts). The errors end the sentences of problems.ts.
import * as z from 'zod';
import { ALERT_FIELDS, BUILD_FIELDS } from '../webhook/generic.ts';
import { SENDERS } from '../webhook/webhook.ts';
import { ENVIRONMENT } from './channel-schema.ts';
import { absolutePath, name, oneOf, textThat, wordsUpTo } from './schema-words.ts';

const FIELD_RULE = 'a JSON pointer such as /build/id, or a text that is the same for all';
const field = textThat(
  FIELD_RULE,
  (text) => text.trim() !== '' && text.length <= 200 && !/\p{C}/u.test(text),
);

type Fields<Names extends readonly string[]> = { [Name in Names[number]]?: string };

function fieldsNamed<const Names extends readonly string[]>(names: Names): z.ZodType<Fields<Names>> {
  return z.strictObject(
    Object.fromEntries(
      names.map((each) => [each, field.meta({ description: `Where its ${each} stands.` }).optional()]),
    ),
    {
      error: 'a map of JSON pointers',
    },
  ) as z.ZodType as z.ZodType<Fields<Names>>;
}

export const webhookSchema = z.strictObject(
  {
    kind: oneOf(SENDERS).meta({ description: 'Who sends it.' }).optional(),
    line: name.meta({ description: 'The line that it is about.' }).optional(),
    secret: textThat('env:NAME', (text) => ENVIRONMENT.test(text))
      .meta({ description: 'env:NAME of what proves it: 16 characters or more.' })
      .optional(),
    secretFile: absolutePath
      .meta({ description: 'A file with the same; with several, one in each line, any of them does.' })
      .optional(),
    jobs: z
      .array(wordsUpTo(200), { error: 'a list of jobs' })
      .min(1, { error: 'a list of jobs' })
      .meta({ description: 'Only these jobs; * stands for any text.' })
      .optional(),
    prefix: wordsUpTo(50)
      .meta({ description: 'What stands before the names of its jobs, such as github/.' })
      .optional(),
    build: fieldsNamed(BUILD_FIELDS)
      .meta({ description: 'Of a generic sender: where it says what of a build.' })
      .optional(),
    alert: fieldsNamed(ALERT_FIELDS)
      .meta({ description: 'Of a generic sender: where it says what of an alert.' })
      .optional(),
    words: z
      .record(z.string(), wordsUpTo(20), { error: 'a map of words' })
      .meta({ description: 'Of a generic sender: our words for its own, or "nothing".' })
      .optional(),
  },
  { error: 'a map of settings' },
);

export type WebhookSettings = z.infer<typeof webhookSchema>;
