// Which translation is whose.
import { problem } from '../alert/translation.ts';
import { translateGeneric } from './generic.ts';
import { translateGithub } from './github.ts';
import type { Headers, Told, TranslateWebhook } from './told.ts';
import type { Sender, Webhook } from './webhook.ts';

const TRANSLATIONS: Readonly<Partial<Record<Sender, TranslateWebhook>>> = {
  github: translateGithub,
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
