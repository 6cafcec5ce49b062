// Which translation is whose.
import { problem } from '../alert/translation.ts';
import { translateBuildbot } from './buildbot.ts';
import { translateGeneric } from './generic.ts';
import { translateGitea } from './gitea.ts';
import { translateGithub } from './github.ts';
import { translateGitlab } from './gitlab.ts';
import { translateJenkins } from './jenkins.ts';
import type { Headers, Told, TranslateWebhook } from './told.ts';
import type { Sender, Webhook } from './webhook.ts';

const TRANSLATIONS: Readonly<Partial<Record<Sender, TranslateWebhook>>> = {
  github: translateGithub,
  gitlab: translateGitlab,
  gitea: translateGitea,
  forgejo: translateGitea,
  jenkins: translateJenkins,
  buildbot: translateBuildbot,
};

/** Translates what came in. */
export function translateWebhook(
  { kind, mapping }: Pick<Webhook, 'kind' | 'mapping'>,
  headers: Headers,
  body: unknown,
): readonly Told[] {
  const translate = mapping === undefined ? TRANSLATIONS[kind] : translateGeneric(mapping);
  return translate?.(headers, body) ?? [problem(`nothing is known of a sender "${kind}"`)];
}
