// What an admin may write into a configuration file. Everything is optional: a file is one layer
// of several, and what no layer says is filled in by compile.ts.
//
// Every `error` below is the end of the sentence "... is <what was found>, expected <error>":
// problems.ts puts the sentence together.
import * as z from 'zod';
import { alerts } from './alert-schema.ts';
import { authority } from './authority-schema.ts';
import { builds } from './build-schema.ts';
import { PRESETS, type PresetName } from '../lint/presets.ts';
import { isRefPattern } from '../ref/ref-pattern.ts';
import { channelSchema } from './channel-schema.ts';
import { freeze } from './freeze-setting.ts';
import {
  countWithin,
  durationWithin,
  name,
  oneOf,
  people,
  textThat,
  wordsUpTo,
  yesOrNo,
} from './schema-words.ts';
import { serverSettings } from './server-schema.ts';
import { webhookSchema } from './webhook-schema.ts';

// A file is checked once: writing code for the check would take longer than the check does.
z.config({ jitless: true });

const REF_RULE = 'HEAD or a name below refs/, in which * and ** stand for any text';
const PUSHER_SOURCES = [
  'os-user',
  'ssh-key',
  'push-certificate',
  'gitolite',
  'gitea',
  'gitlab',
  'github',
  'http',
] as const;
const PUSHER_RULE = `one of ${PUSHER_SOURCES.map((source) => `"${source}"`).join(', ')} or "env:NAME"`;

function isLineRef(text: string): boolean {
  return text === 'HEAD' || isRefPattern(text);
}

const severity = oneOf(['off', 'warn', 'error']);
const lintRule = z.union([severity, z.looseObject({ severity: severity.optional() }, { error: 'a map' })], {
  error: '"off", "warn", "error" or a map of options',
});

const evaluate = yesOrNo.meta({
  description: 'Whether the rules are on trial: on record, and refusing nothing.',
});

const lint = z
  .object(
    {
      preset: oneOf(Object.keys(PRESETS) as PresetName[])
        .meta({ description: 'A set of rules to start from.' })
        .optional(),
      evaluate: evaluate.optional(),
    },
    { error: 'a map of rules' },
  )
  .catchall(lintRule)
  .meta({ description: 'The rules for commits: a severity, or a map with severity and options.' });

const guard = z
  .object({ evaluate: evaluate.optional() }, { error: 'a map of rules' })
  .catchall(lintRule)
  .meta({ description: 'The rules for what a push does to refs: a severity, or a map with options.' });

const line = z.strictObject(
  {
    refs: z
      .array(textThat(REF_RULE, isLineRef), { error: 'a list of ref patterns' })
      .min(1, { error: 'one ref pattern or more' })
      .meta({ description: 'The refs of this line; HEAD is the default branch. Every line needs them.' })
      .optional(),
    fix: oneOf(['every', 'first-parent', 'tip', 'any'])
      .meta({ description: 'Which commits of a push need the fix trailer while the line is stopped.' })
      .optional(),
    reverts: yesOrNo
      .meta({ description: 'Whether a true revert passes a stopped line without a fix trailer.' })
      .optional(),
    override: people.meta({ description: 'Who may override a stop; * stands for any text.' }).optional(),
    exempt: people.meta({ description: 'Whom a stop does not hold; * stands for any text.' }).optional(),
    contact: wordsUpTo(200)
      .meta({ description: 'Where a refused person asks: a channel, an address, a link.' })
      .optional(),
    authority: authority
      .meta({ description: 'Who may stop the line, and lift or amend its stops; else everybody.' })
      .optional(),
    alerts: alerts.meta({ description: 'What the alerts of monitors do to the line.' }).optional(),
    builds: builds.meta({ description: 'What the builds of a CI do to the line.' }).optional(),
    freezes: z
      .array(freeze, {
        error: 'a list of freezes',
      })
      .max(100, { error: 'at most 100 freezes' })
      .meta({ description: 'When the line is stopped by the calendar.' })
      .optional(),
    lint: lint.optional(),
    guard: guard.optional(),
  },
  { error: 'a map of settings' },
);

const limits = z.strictObject(
  {
    refs: countWithin(1, 1_000_000).meta({ description: 'Ref updates in one push.' }).optional(),
    commits: countWithin(1, 10_000_000).meta({ description: 'New commits in one push.' }).optional(),
    commitSize: countWithin(1_024, 1_073_741_824)
      .meta({ description: 'Bytes of one commit object.' })
      .optional(),
    paths: countWithin(1, 100_000_000)
      .meta({ description: 'Changed paths, of all commits of a ref, that push rules look at.' })
      .optional(),
    fileSize: countWithin(1_024, 1_073_741_824)
      .meta({ description: 'Bytes of one file that push rules look into.' })
      .optional(),
    contentSize: countWithin(1_024, 1_099_511_627_776)
      .meta({ description: 'Bytes of all contents, of all commits of a ref, that push rules look into.' })
      .optional(),
  },
  { error: 'a map of settings' },
);

/** One layer of configuration, as a file spells it. */
export const settingsSchema = z.strictObject(
  {
    state: wordsUpTo(4_096)
      .meta({ description: 'Folder of the store; a relative path starts at the repository.' })
      .optional(),
    ...serverSettings,
    repository: wordsUpTo(1_024).meta({ description: "The repository's name in the journal." }).optional(),
    pusher: z
      .union(
        [oneOf(PUSHER_SOURCES), z.string().regex(/^env:[A-Za-z_][A-Za-z0-9_]*$/, { error: PUSHER_RULE })],
        {
          error: PUSHER_RULE,
        },
      )
      .meta({ description: "The one trusted source of the pusher's name." })
      .optional(),
    lines: z
      .record(name, line, { error: 'a map of lines, each under its name' })
      .meta({ description: 'The production lines, each under its name.' })
      .optional(),
    unlistedRefs: oneOf(['free', 'refuse'])
      .meta({ description: 'What a push gets on a ref that is on no line.' })
      .optional(),
    unknownLine: oneOf(['refuse', 'free'])
      .meta({ description: 'What a push gets on a line that the store does not know.' })
      .optional(),
    onUnavailable: z
      .union(
        [
          oneOf(['closed', 'open']),
          z.strictObject({ lastKnown: durationWithin('1s', '52w') }, { error: 'a map' }),
        ],
        { error: '"closed", "open" or a map such as { lastKnown: 15m }' },
      )
      .meta({ description: 'What a push gets while the store cannot be asked.' })
      .optional(),
    deadline: durationWithin('1s', '1h')
      .meta({ description: 'How long a hook may take before it refuses the push.' })
      .optional(),
    limits: limits.meta({ description: 'The largest push that is looked at.' }).optional(),
    lint: lint.optional(),
    guard: guard.optional(),
    refs: z
      .record(
        textThat(REF_RULE, (text) => text !== 'HEAD' && isRefPattern(text)),
        z.strictObject({ lint: lint.optional(), guard: guard.optional() }, { error: 'a map of settings' }),
        { error: 'a map of ref patterns' },
      )
      .meta({ description: 'Rules for some refs, also on no line, each under its pattern.' })
      .optional(),
    channels: z
      .record(name, channelSchema, { error: 'a map of channels, each under its name' })
      .meta({ description: 'Where announcements go, each channel under its name.' })
      .optional(),
    webhooks: z
      .record(name, webhookSchema, { error: 'a map of webhooks, each under its name' })
      .meta({ description: 'What a server is told by others, each webhook under its name.' })
      .optional(),
  },
  { error: 'a map of settings' },
);

export type Settings = z.infer<typeof settingsSchema>;

/** Returns the JSON Schema of a configuration file, for editors that complete and check. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(settingsSchema, { io: 'input' });
}
