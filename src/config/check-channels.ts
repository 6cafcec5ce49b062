// What no single value of a channel shows: a setting that its kind lacks or has no use for. Looks at values of
// any shape, so that these problems are told together with those the schema finds.
import { LANDING_PLACEHOLDERS } from '../notify/landing-values.ts';
import { isMap } from '../text/is-map.ts';
import { fillPlaceholders, listPlaceholders } from '../text/placeholders.ts';
import { suggest } from '../text/suggest.ts';
import { CHANNEL_KINDS, isAddress } from './channel-schema.ts';
import { checkEach } from './check-each.ts';
import type { SettingProblem } from './check-each.ts';
import type { Layer, Tree } from './merge-layers.ts';
import type { ConfigProblem } from './problems.ts';

interface KindRule {
  /** Of each list exactly one. */
  readonly needs: readonly (readonly string[])[];
  /** Of each list at most one. */
  readonly takes: readonly (readonly string[])[];
}

const URL = ['url', 'urlFile'];
const SECRET = ['secret', 'secretFile'];
/** Programs get what happened, and have words of their own. */
const WORDS = ['template'];

const RULES: Readonly<Record<string, KindRule>> = {
  slack: { needs: [URL], takes: [['people'], ['allowPrivate'], WORDS] },
  teams: { needs: [URL], takes: [['allowPrivate'], WORDS] },
  webhook: { needs: [URL, SECRET], takes: [['allowPrivate']] },
  cloudevents: { needs: [URL], takes: [SECRET, ['allowPrivate']] },
  email: {
    needs: [['to', 'people'], ['from'], ['smtp', 'sendmail']],
    takes: [SECRET, ['allowPrivate'], WORDS],
  },
  command: { needs: [['command']], takes: [] },
  github: { needs: [URL, ['clone']], takes: [SECRET, ['allowPrivate']] },
  get: { needs: [URL], takes: [['allowPrivate']] },
} satisfies Record<(typeof CHANNEL_KINDS)[number], KindRule>;

const FOR_ALL = ['kind', 'lines'];
/** What starts builds is told of what lands, and of nothing else. */
const FILTERS = ['events', 'causes'];

/** Checks the channels as the layers together make them; a problem names the last file that has a say in it. */
export function checkChannels(channels: unknown, layers: readonly Layer[]): ConfigProblem[] {
  return checkEach(['channels', channels], layers, describeChannel);
}

function describeChannel(channel: Tree): SettingProblem[] {
  const { kind } = channel;
  const has = (key: string): boolean => Object.hasOwn(channel, key);
  if (!has('kind')) return [['kind', `is missing, expected one of ${CHANNEL_KINDS.join(', ')}`]];
  // Of another kind the schema has something to say.
  const rule = typeof kind === 'string' && Object.hasOwn(RULES, kind) ? RULES[kind] : undefined;
  if (rule === undefined) return [];
  const missing = rule.needs
    .filter((keys) => !keys.some(has))
    .map((keys): [string, string] => [keys[0] ?? '', `is missing, expected ${keys.join(' or ')}`]);
  const placeholders = placeholdersOf(channel);
  const isStarter = kind === 'github' || kind === 'get' || (kind === 'command' && placeholders.length > 0);
  const known = [...rule.needs, ...rule.takes, ...(isStarter ? [] : FILTERS.map((key) => [key]))];
  const doubled = known.flatMap((keys) => {
    const [first, second] = keys.filter(has);
    return first === undefined || second === undefined
      ? []
      : [[second, `stands beside ${first}, expected one of them`] as [string, string]];
  });
  const useless = Object.keys(channel)
    .filter((key) => !FOR_ALL.includes(key) && !known.some((keys) => keys.includes(key)) && isSetting(key))
    .map((key): [string, string] => [
      key,
      isStarter && FILTERS.includes(key)
        ? 'is nothing that a channel has a use for that starts builds'
        : `is nothing that a channel of kind "${String(kind)}" has a use for`,
    ]);
  return [
    ...missing,
    ...doubled,
    ...useless,
    ...describePeople(channel),
    ...placeholders.flatMap(describePlaceholder),
    ...describeWords(channel),
  ];
}

/** What a pusher may call as he likes: a branch can be called --option. */
const PUSHED = /^\{(?:branch|pusher|subject)\}/;

function describeWords({ command }: Tree): [key: string, message: string][] {
  if (!Array.isArray(command)) return [];
  const words: readonly unknown[] = command.slice(
    0,
    command.includes('--') ? command.indexOf('--') : undefined,
  );
  const odd = words.find((word): word is string => typeof word === 'string' && PUSHED.test(word));
  return odd === undefined
    ? []
    : [['command', `has "${odd}", which could become an option: put "--" before it, or --NAME=`]];
}

/** A chat is given what the admin likes; mail goes to addresses. */
function describePeople({ kind, people }: Tree): [key: string, message: string][] {
  if (!isMap(people)) return [];
  return Object.entries(people).flatMap(([name, called]): [key: string, message: string][] => {
    if (typeof called !== 'string') return [];
    const odd = listPlaceholders(called).find((each) => name !== '*' || each !== 'pusher');
    if (odd !== undefined)
      return [['people', `has {${odd}} for ${JSON.stringify(name)}, where nothing fills it`]];
    const isWrong = kind === 'email' && !isAddress(fillPlaceholders(called, { pusher: 'x' }));
    return isWrong ? [['people', `has no address for ${JSON.stringify(name)}`]] : [];
  });
}

/** The placeholders in what starts a build, by their settings. */
function placeholdersOf({ kind, url, clone, command }: Tree): readonly [key: string, placeholder: string][] {
  const texts: [string, unknown][] = [
    ...(kind === 'get' ? [['url', url] as [string, unknown]] : []),
    ...(kind === 'github' ? [['clone', clone] as [string, unknown]] : []),
    ...(kind === 'command' && Array.isArray(command)
      ? command.map((word): [string, unknown] => ['command', word])
      : []),
  ];
  return texts.flatMap(([key, text]) =>
    typeof text === 'string'
      ? listPlaceholders(text).map((placeholder): [string, string] => [key, placeholder])
      : [],
  );
}

function describePlaceholder([key, placeholder]: [key: string, placeholder: string]): [
  key: string,
  message: string,
][] {
  const names: readonly string[] = LANDING_PLACEHOLDERS;
  return names.includes(placeholder)
    ? []
    : [[key, `has a placeholder {${placeholder}} that nothing fills${suggest(placeholder, names)}`]];
}

/** Others are no setting of any channel, which the schema says. */
function isSetting(key: string): boolean {
  const settings = Object.values(RULES).flatMap(({ needs, takes }) => [...needs, ...takes].flat());
  return [...settings, ...FILTERS].includes(key);
}
