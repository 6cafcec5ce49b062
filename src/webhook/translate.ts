// Which translation is whose.
import { translateAlertmanager } from '../alert/alertmanager.ts';
import { translateBuildbot } from './buildbot.ts';
import { translateCloudEvents } from './cloud-events.ts';
import { translateGeneric } from './generic.ts';
import { translateGitea } from './gitea.ts';
import { translateGithub } from './github.ts';
import { translateGitlab } from './gitlab.ts';
import { translateGrafana } from './grafana.ts';
import { translateJenkins } from './jenkins.ts';
import { translatePagerduty } from './pagerduty.ts';
import type { Headers, Told, TranslateWebhook } from './told.ts';
import type { Sender, Webhook } from './webhook.ts';

const TRANSLATIONS: Readonly<Record<Exclude<Sender, 'generic'>, TranslateWebhook>> = {
  github: translateGithub,
  gitlab: translateGitlab,
  gitea: translateGitea,
  forgejo: translateGitea,
  jenkins: translateJenkins,
  buildbot: translateBuildbot,
  alertmanager: (_, body) => translateAlertmanager(body),
  grafana: translateGrafana,
  pagerduty: translatePagerduty,
  cloudevents: translateCloudEvents,
};

/** Translates what came in. */
export function translateWebhook(
  { kind, mapping }: Pick<Webhook, 'kind' | 'mapping'>,
  headers: Headers,
  body: unknown,
): readonly Told[] {
  if (kind !== 'generic') return TRANSLATIONS[kind](headers, body);
  return mapping === undefined ? [] : translateGeneric(mapping)(headers, body);
}
