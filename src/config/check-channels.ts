// What no single value of a channel shows: a setting that its kind lacks or has no use for. Looks at values of
// any shape, so that these problems are told together with those the schema finds.
import { CHANNEL_KINDS } from './channel-schema.ts';
import { lastFileWith } from './check-lines.ts';
import { isTree, type Layer, type Tree } from './merge-layers.ts';
import { formatPath, type ConfigProblem } from './problems.ts';

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
  slack: { needs: [URL], takes: [['allowPrivate'], WORDS] },
  teams: { needs: [URL], takes: [['allowPrivate'], WORDS] },
  webhook: { needs: [URL, SECRET], takes: [['allowPrivate']] },
  cloudevents: { needs: [URL], takes: [SECRET, ['allowPrivate']] },
  email: { needs: [['to'], ['from'], ['smtp', 'sendmail']], takes: [SECRET, ['allowPrivate'], WORDS] },
  command: { needs: [['command']], takes: [] },
} satisfies Record<(typeof CHANNEL_KINDS)[number], KindRule>;

const FOR_ALL = ['kind', 'lines', 'events', 'causes'];

/** Checks the channels as the layers together make them; a problem names the last file that has a say in it. */
export function checkChannels(channels: unknown, layers: readonly Layer[]): ConfigProblem[] {
  if (!isTree(channels)) return [];
  return Object.entries(channels).flatMap(([name, channel]) =>
    isTree(channel)
      ? describeChannel(channel).map(([key, message]) => ({
          file: lastFileWith(['channels', name, key], layers),
          message: `${formatPath(['channels', name, key])} ${message}`,
        }))
      : [],
  );
}

function describeChannel(channel: Tree): [key: string, message: string][] {
  const { kind } = channel;
  const has = (key: string): boolean => Object.hasOwn(channel, key);
  if (!has('kind')) return [['kind', `is missing, expected one of ${CHANNEL_KINDS.join(', ')}`]];
  // Of another kind the schema has something to say.
  const rule = typeof kind === 'string' && Object.hasOwn(RULES, kind) ? RULES[kind] : undefined;
  if (rule === undefined) return [];
  const missing = rule.needs
    .filter((keys) => !keys.some(has))
    .map((keys): [string, string] => [keys[0] ?? '', `is missing, expected ${keys.join(' or ')}`]);
  const known = [...rule.needs, ...rule.takes];
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
      `is nothing that a channel of kind "${String(kind)}" has a use for`,
    ]);
  return [...missing, ...doubled, ...useless];
}

/** Others are no setting of any channel, which the schema says. */
function isSetting(key: string): boolean {
  return Object.values(RULES).some(({ needs, takes }) => [...needs, ...takes].flat().includes(key));
}
