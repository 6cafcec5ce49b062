// What an admin may write about a channel. Which settings go with which kind is looked at where the layers are
// together (check-channels.ts). The errors end the sentences of problems.ts.
import { isAbsolute } from 'node:path';
import * as z from 'zod';
import { isAllowance } from '../http/address-guard.ts';
import { ANNOUNCED_EVENTS } from '../notify/announcement.ts';
import { CAUSES } from '../line/stop.ts';
import { LANDING_PLACEHOLDERS } from '../notify/landing-values.ts';
import { fillPlaceholders } from '../text/placeholders.ts';
import { absolutePath, name, oneOf, textThat, wordsUpTo } from './schema-words.ts';
import { templateSchema } from './template-schema.ts';

export const CHANNEL_KINDS = [
  'slack',
  'teams',
  'webhook',
  'cloudevents',
  'email',
  'command',
  'github',
  'get',
] as const;

export const ENVIRONMENT = /^env:(?<name>[A-Za-z_][A-Za-z0-9_]*)$/;

const ENVIRONMENT_RULE = 'env:NAME';
const URL_RULE =
  'an https: or http: URL without a name, a password or a fragment, and no placeholder in its host, or env:NAME';
const CLONE_RULE = 'what is given to git clone, such as https://git.example.org/{repository}';
const SMTP_RULE = 'smtp://[USER@]HOST[:PORT], smtps://[USER@]HOST[:PORT], or env:NAME';
const ADDRESS_RULE = 'an address such as builds@example.org';
const COMMAND_RULE = 'a list: the absolute path of a program, and its arguments';

const sampleOf = (value: string): Readonly<Record<string, string>> =>
  Object.fromEntries(LANDING_PLACEHOLDERS.map((placeholder) => [placeholder, value]));

function listOf<T>(item: z.ZodType<T>, rule: string): z.ZodType<T[]> {
  return z.array(item, { error: rule }).min(1, { error: rule });
}

function isUrl(text: string): boolean {
  // A placeholder is filled in later, with what is encoded.
  const url = URL.parse(fillPlaceholders(text, sampleOf('x')));
  // Whoever pushes does not choose the host.
  if (url?.origin !== URL.parse(fillPlaceholders(text, sampleOf('y')))?.origin) return false;
  if (url === null || url.hash !== '' || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || url.protocol === 'http:';
}

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.password !== '' || url.hostname === '') return false;
  const isBare = (url.pathname === '' || url.pathname === '/') && url.search === '' && url.hash === '';
  return isBare && (url.protocol === 'smtp:' || url.protocol === 'smtps:');
}

// Nothing that an address can be quoted with: it goes into a header and onto a command line.
const ADDRESS =
  /^[A-Za-z0-9][A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/;
export const isAddress = (text: string): boolean => ADDRESS.test(text);
const address = textThat(ADDRESS_RULE, isAddress);
const fromEnvironment = (text: string): boolean => ENVIRONMENT.test(text);

export const channelSchema = z.strictObject(
  {
    kind: oneOf(CHANNEL_KINDS).meta({ description: 'What takes the messages.' }).optional(),
    url: textThat(URL_RULE, (text) => fromEnvironment(text) || isUrl(text))
      .meta({ description: 'Where requests go; env:NAME where that is a secret.' })
      .optional(),
    urlFile: absolutePath.meta({ description: 'A file with the URL, where that is a secret.' }).optional(),
    clone: textThat(CLONE_RULE, (text) => /^[^\s-]\S*$/.test(text))
      .meta({ description: 'What a CI clones, with placeholders such as {repository}.' })
      .optional(),
    secret: textThat(ENVIRONMENT_RULE, fromEnvironment)
      .meta({ description: 'env:NAME of what requests are signed with, or of the password for SMTP.' })
      .optional(),
    secretFile: absolutePath.meta({ description: 'A file with the same.' }).optional(),
    to: listOf(address, 'a list of addresses').meta({ description: 'Who gets the mail.' }).optional(),
    people: z
      .record(wordsUpTo(255), wordsUpTo(255), { error: 'a map of pushers' })
      .meta({
        description:
          'Whom to tell that they may push again, once they were refused: addresses for mail, mentions for a chat. * is for all others, and {pusher} their name.',
      })
      .optional(),
    from: address.meta({ description: 'Who it says it is from.' }).optional(),
    smtp: textThat(SMTP_RULE, (text) => fromEnvironment(text) || isSmtpUrl(text))
      .meta({ description: 'The mail server; with a user, smtp: asks for STARTTLS.' })
      .optional(),
    sendmail: absolutePath
      .meta({ description: 'The program that takes mail, such as /usr/sbin/sendmail.' })
      .optional(),
    command: listOf(z.string({ error: COMMAND_RULE }), COMMAND_RULE)
      .refine((words) => isAbsolute(words[0] ?? '') && words.every((word) => !word.includes('\0')), {
        error: COMMAND_RULE,
      })
      .meta({
        description:
          'A program and its arguments: with placeholders it starts a build, else it gets JSON on standard input.',
      })
      .optional(),
    lines: listOf(name, 'a list of lines')
      .meta({ description: 'Only what is about these lines.' })
      .optional(),
    events: listOf(oneOf(ANNOUNCED_EVENTS), 'a list of events')
      .meta({ description: 'Only these events; overrides and exempt passes come all the same.' })
      .optional(),
    causes: listOf(oneOf(CAUSES), 'a list of causes')
      .meta({ description: 'Only stops of these causes.' })
      .optional(),
    template: templateSchema.optional(),
    allowPrivate: listOf(
      textThat('a host, an address, or a range such as 10.0.0.0/8', isAllowance),
      'a list of hosts and ranges',
    )
      .meta({ description: 'Private hosts, addresses and ranges that may be connected to.' })
      .optional(),
  },
  { error: 'a map of settings' },
);

export type ChannelSettings = z.infer<typeof channelSchema>;
