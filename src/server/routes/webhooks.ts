// Webhooks that come in: what others send as they send it, proven by a secret instead of a token.
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { AndonError } from '../../text/andon-error.ts';
import { invalid } from '../../text/invalid.ts';
import { formatTime } from '../../text/utc-time.ts';
import { translateWebhook } from '../../webhook/translate.ts';
import type { Webhook } from '../../webhook/webhook.ts';
import type { App } from '../app.ts';
import { digestOf } from '../../push/digest-of.ts';
import { proveWebhook } from '../prove-webhook.ts';
import type { Proof } from '../prove-webhook.ts';
import type { ServerTools } from '../server-tools.ts';
import type { Doorman } from '../turn-away.ts';
import { keepDelivery } from '../keep-delivery.ts';
import { takeWebhook } from '../take-webhook.ts';

/** GitHub sends up to 25 MiB, and what says something of a line is a hundredth of this. */
const LARGEST_BODY_BYTES = 1024 * 1024;

export function serveWebhooks(app: App, tools: ServerTools, { deny }: Doorman): void {
  const { policy, secretsOf, now } = tools;
  // A scope of its own, in which bodies stay as they came: a signature is over each of their bytes.
  void app.register((scope: App, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.post(
      '/v1/webhooks/:name',
      {
        bodyLimit: LARGEST_BODY_BYTES,
        schema: {
          summary: 'Hear of a build or an alert as a CI or a monitor sends it, proven by a secret',
          params: z.object({ name: z.string() }),
          security: [],
        },
      },
      async (request, reply) => {
        const webhook = requireWebhook(request.params.name, policy.webhooks ?? []);
        const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const { headers } = request;
        const known = { secrets: secretsOf(webhook), now: now() };
        const proof = proveWebhook(webhook.kind, { headers, raw }, known);
        if (proof.kind !== 'proven') return refuse(request, webhook, proof.kind);
        const told = translateWebhook(webhook, headers, parseBody(raw, headers['content-type']));
        // An id that is not signed proves nothing: whoever sends a request again can give it another. What a CloudEvent
        // is about may stand in a header that no signature is over.
        const isEvent = webhook.kind === 'cloudevents';
        const digest = digestOf(raw);
        const fingerprint = isEvent ? digestOf(`${digest} ${String(headers['ce-type'])}`) : digest;
        const key = `webhook ${webhook.name} ${proof.delivery ?? fingerprint}`;
        const delivery = { webhook, told, key: { key, fingerprint } };
        if (isEvent && proof.delivery !== undefined) await keepDelivery(delivery, tools);
        const taken = await takeWebhook(delivery, tools);
        const { entries, problems, left } = taken;
        if (entries.length === 0 && problems.length > 0 && left.length === 0)
          throw new AndonError('value-invalid', `This says nothing that webhook ${webhook.name} can use`, {
            kind: 'usage',
            hints: problems.slice(0, 10),
          });
        // What a sender keeps of an answer is seen by others than those who may see the journal.
        const written = entries.map(({ seq, kind }) => ({ seq, kind }));
        return reply.code(entries.length > 0 ? 200 : 202).send({ entries: written, problems, left });
      },
    );
    done();
  });

  async function refuse(
    request: FastifyRequest,
    { name }: Webhook,
    kind: Exclude<Proof['kind'], 'proven'>,
  ): Promise<never> {
    // Nobody has to wait: the next one from there may be right, and a git host may be behind the same proxy.
    const path = `/v1/webhooks/${name}`;
    const about = { token: undefined, wanted: 'report', waits: `webhook ${request.ip}`, path } as const;
    if (kind !== 'absent') await deny(request, { why: kind === 'late' ? 'expired' : 'wrong', ...about });
    // Who is late knows the secret.
    const hint =
      kind === 'late'
        ? `Set the clocks: by that of the server it is ${formatTime(now())}`
        : `Give the sender the secret of webhook ${name}, and give it to no other`;
    throw new AndonError('signature-wrong', REFUSALS[kind], { kind: 'usage', hints: [hint] });
  }
}

const REFUSALS = {
  absent: 'Nothing proves that this is from the sender',
  wrong: 'This is not signed with the secret',
  late: 'This was signed more than five minutes ago, or by a clock that is off',
} as const;

/** @throws {AndonError} `webhook-unknown` */
function requireWebhook(name: string, webhooks: readonly Webhook[]): Webhook {
  const webhook = webhooks.find((each) => each.name === name);
  if (webhook !== undefined) return webhook;
  throw new AndonError('webhook-unknown', 'There is no such webhook', {
    kind: 'usage',
    hints: ['Add it under webhooks: to the configuration that the server was started with'],
  });
}

/** @throws {AndonError} `value-invalid` */
function parseBody(raw: Buffer, type = ''): unknown {
  const text = raw.toString('utf8');
  // GitHub and Gitea send JSON in a form, where nothing else was chosen.
  const isForm = type.startsWith('application/x-www-form-urlencoded') && text.startsWith('payload=');
  try {
    return JSON.parse(isForm ? (new URLSearchParams(text).get('payload') ?? '') : text);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid('This is no JSON', 'Have the sender send JSON');
    throw error;
  }
}
