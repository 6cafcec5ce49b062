// Makes the webhooks of the policy out of settings that have been checked.
import { parseLineName } from '../line/line-name.ts';
import type { Webhook } from '../webhook/webhook.ts';
import { sourceOf } from './compile-channels.ts';
import type { WebhookSettings } from './webhook-schema.ts';

/** Compiles all webhooks; nothing where there are none. */
export function compileWebhooks(webhooks: Readonly<Record<string, WebhookSettings>> = {}): {
  readonly webhooks?: readonly Webhook[];
} {
  const compiled = Object.entries(webhooks).map(([name, settings]): Webhook => {
    const { kind, jobs, prefix, build, alert, words } = settings;
    const secret = sourceOf(settings.secret, settings.secretFile);
    const line = parseLineName(settings.line ?? '');
    if (kind === undefined || secret === undefined)
      throw new TypeError('a webhook without what it needs passed the check');
    const told = words === undefined ? {} : { words };
    return {
      name,
      kind,
      secret,
      ...(line === undefined ? {} : { line }),
      ...(jobs === undefined ? {} : { jobs }),
      ...(prefix === undefined ? {} : { prefix }),
      ...(build === undefined ? {} : { mapping: { build, ...told } }),
      ...(alert === undefined ? {} : { mapping: { alert, ...told } }),
    };
  });
  return compiled.length === 0 ? {} : { webhooks: compiled };
}
