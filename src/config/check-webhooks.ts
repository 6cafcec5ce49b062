// What no single value of a webhook shows: a setting that its kind lacks or has no use for. Nobody is let in who
// cannot prove who they are, so that each needs a secret.
import { isMap } from '../text/is-map.ts';
import { SENDERS } from '../webhook/webhook.ts';
import type { Sender } from '../webhook/webhook.ts';
import { checkEach } from './check-each.ts';
import type { SettingProblem } from './check-each.ts';
import type { Layer, Tree } from './merge-layers.ts';
import type { ConfigProblem } from './problems.ts';

/** Monitors, of which some name the line themselves. */
const MONITORS: readonly Sender[] = ['alertmanager', 'grafana', 'pagerduty'];
const NAMES_LINES: readonly Sender[] = ['alertmanager', 'grafana'];
const OF_BUILDS = ['jobs', 'prefix'];
const OF_GENERIC = ['build', 'alert', 'words'];
/** What a report cannot do without. */
const REQUIRED = { build: ['job', 'build', 'revision', 'status'], alert: ['key', 'state'] } as const;

/** Checks the webhooks as the layers together make them; a problem names the last file that has a say in it. */
export function checkWebhooks(webhooks: unknown, layers: readonly Layer[]): ConfigProblem[] {
  return checkEach(['webhooks', webhooks], layers, describeWebhook);
}

function describeWebhook(webhook: Tree): SettingProblem[] {
  const has = (key: string): boolean => Object.hasOwn(webhook, key);
  if (!has('kind')) return [['kind', `is missing, expected one of ${SENDERS.join(', ')}`]];
  const kind = SENDERS.find((each) => each === webhook['kind']);
  // Of another kind the schema has something to say.
  if (kind === undefined) return [];
  const isAlert = MONITORS.includes(kind) || (kind === 'generic' && has('alert'));
  const useless = [...(isAlert ? OF_BUILDS : []), ...(kind === 'generic' ? [] : OF_GENERIC)].filter(has);
  return [
    ...exactlyOne(webhook, ['secretFile', 'secret']),
    ...(has('line') || NAMES_LINES.includes(kind)
      ? []
      : [['line', 'is missing, expected a line'] as SettingProblem]),
    ...(kind === 'generic' ? [...exactlyOne(webhook, ['build', 'alert']), ...describeFields(webhook)] : []),
    ...useless.map((key): SettingProblem => [
      key,
      `is nothing that a webhook of kind "${kind}" has a use for`,
    ]),
  ];
}

function exactlyOne(webhook: Tree, [first, second]: readonly [string, string]): SettingProblem[] {
  const [hasFirst, hasSecond] = [Object.hasOwn(webhook, first), Object.hasOwn(webhook, second)];
  if (hasFirst && hasSecond) return [[second, `stands beside ${first}, expected one of them`]];
  return hasFirst || hasSecond ? [] : [[first, `is missing, expected ${first} or ${second}`]];
}

function describeFields(webhook: Tree): SettingProblem[] {
  return Object.entries(REQUIRED).flatMap(([key, fields]) => {
    const given = webhook[key];
    const missing = isMap(given) ? fields.filter((field) => !Object.hasOwn(given, field)) : [];
    return missing.length === 0 ? [] : [[key, `does not say where to find ${missing.join(', ')}`]];
  });
}
