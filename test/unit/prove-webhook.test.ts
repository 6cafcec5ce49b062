// How each sender proves that it is the sender.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Webhook as Standard } from 'standardwebhooks';
import { proveWebhook } from '../../src/server/prove-webhook.ts';
import { SENDERS } from '../../src/webhook/webhook.ts';
import type { Sender } from '../../src/webhook/webhook.ts';

const SECRET = "It's a Secret to Everybody";
const NEXT = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = 'Hello, World!';
const NOW = Date.parse('2026-03-02T14:10:00Z');
const SECONDS = String(NOW / 1_000);

const prove = (
  kind: Sender,
  headers: Record<string, string>,
  { secrets = [SECRET], body = BODY } = {},
): string => proveWebhook(kind, { headers, raw: Buffer.from(body) }, { secrets, now: NOW }).kind;
const hmac = (signed: string, secret = SECRET): string =>
  createHmac('sha256', secret).update(signed).digest('hex');
const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;
const standard = (at = NOW, body = BODY): Record<string, string> => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(at / 1_000),
  'webhook-signature': new Standard(NEXT).sign('msg_1', new Date(at), body),
});

describe('proveWebhook()', () => {
  it('agrees with the example of GitHub', () => {
    // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
    const known = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(prove('github', { 'x-hub-signature-256': `sha256=${known}` })).toBe('proven');
    expect(prove('github', { 'x-hub-signature-256': known })).toBe('absent');
    expect(prove('github', { 'x-hub-signature-256': `sha256=${known}` }, { body: 'Hello, World' })).toBe(
      'wrong',
    );
    expect(prove('github', { 'x-hub-signature-256': 'sha256=' })).toBe('wrong');
  });
  it.each<[Sender, Record<string, string>]>([
    ['gitea', { 'x-gitea-signature': hmac(BODY) }],
    ['gitea', { 'x-gitea-signature': hmac(BODY).toUpperCase() }],
    ['forgejo', { 'x-forgejo-signature': hmac(BODY) }],
    ['pagerduty', { 'x-pagerduty-signature': `v1=${hmac(BODY)}` }],
    ['pagerduty', { 'x-pagerduty-signature': `v1=${'0'.repeat(64)}, v1=${hmac(BODY)}` }],
    ['gitlab', { 'x-gitlab-token': SECRET }],
    [
      'grafana',
      { 'x-grafana-alerting-signature': hmac(`${SECONDS}:${BODY}`), 'x-grafana-alerting-timestamp': SECONDS },
    ],
    ['grafana', { authorization: `Bearer ${SECRET}` }],
    ['jenkins', { authorization: basic(`andon:${SECRET}`) }],
    ['jenkins', { authorization: basic(`:${SECRET}`) }],
    ['buildbot', { authorization: `token ${SECRET}` }],
    ['alertmanager', { authorization: `bearer ${SECRET}` }],
    ['cloudevents', { authorization: `Bearer ${SECRET}` }],
    ['generic', { authorization: `Bearer ${SECRET}` }],
  ])('lets %s in with %j', (kind, headers) => {
    expect(prove(kind, headers)).toBe('proven');
    // One secret follows another.
    expect(prove(kind, headers, { secrets: ['the secret that comes next', SECRET] })).toBe('proven');
    expect(prove(kind, headers, { secrets: ['another secret of some length'] })).toBe('wrong');
    expect(prove(kind, headers, { secrets: [] })).toBe('wrong');
  });
  it.each(SENDERS)('lets nobody in who shows nothing to %s', (kind) => {
    expect(prove(kind, {})).toBe('absent');
    for (const authorization of ['', 'Bearer', 'Bearer ', SECRET, basic(''), basic(':')])
      expect(prove(kind, { authorization })).not.toBe('proven');
  });
  it.each<[Sender, Record<string, string>]>([
    ['pagerduty', { 'x-pagerduty-signature': `v0=${hmac(BODY)}` }],
    ['pagerduty', { 'x-pagerduty-signature': hmac(BODY) }],
    ['pagerduty', { 'x-pagerduty-signature': `${'v1=0,'.repeat(10)}v1=${hmac(BODY)}` }],
    ['github', { 'x-hub-signature-256': `sha256=${hmac(`${BODY} `)}` }],
    ['gitea', { authorization: `Bearer ${SECRET}` }],
    ['gitlab', { authorization: `Bearer ${SECRET}` }],
    ['gitlab', { 'x-gitlab-token': `${SECRET} ` }],
    ['gitlab', { 'x-gitlab-token': SECRET, 'webhook-signature': 'v1,x' }],
    // Without its time, it could be sent again for ever.
    ['grafana', { 'x-grafana-alerting-signature': hmac(BODY) }],
    ['grafana', { 'x-grafana-alerting-signature': hmac(`x:${BODY}`), 'x-grafana-alerting-timestamp': 'x' }],
  ])('does not let %s in with %j', (kind, headers) => {
    expect(prove(kind, headers)).not.toBe('proven');
  });
  it.each<Sender>(['gitlab', 'cloudevents', 'generic'])('takes Standard Webhooks from %s', (kind) => {
    const secrets = [SECRET, NEXT];
    expect(
      proveWebhook(kind, { headers: standard(), raw: Buffer.from(BODY) }, { secrets, now: NOW }),
    ).toEqual({ kind: 'proven', delivery: 'msg_1' });
    const two = { ...standard(), 'webhook-signature': `v1a,x v1,AAAA ${standard()['webhook-signature']}` };
    expect(prove(kind, two, { secrets })).toBe('proven');
    expect(prove(kind, standard(), { secrets: [SECRET] })).toBe('wrong');
    expect(prove(kind, standard(), { secrets, body: 'Hello' })).toBe('wrong');
    expect(prove(kind, { ...standard(), 'webhook-id': 'msg_2' }, { secrets })).toBe('wrong');
    expect(prove(kind, { ...standard(), 'webhook-timestamp': '1' }, { secrets })).toBe('wrong');
    expect(prove(kind, standard(NOW - 300_000), { secrets })).toBe('proven');
    expect(prove(kind, standard(NOW - 301_000), { secrets })).toBe('late');
    expect(prove(kind, standard(NOW + 301_000), { secrets })).toBe('late');
    expect(prove(kind, { 'webhook-signature': 'v1,x' }, { secrets })).toBe('wrong');
  });
  it('takes what Grafana signed in time', () => {
    const signed = (at: number): Record<string, string> => ({
      'x-grafana-alerting-signature': hmac(`${at / 1_000}:${BODY}`),
      'x-grafana-alerting-timestamp': String(at / 1_000),
    });
    expect(prove('grafana', signed(NOW - 300_000))).toBe('proven');
    expect(prove('grafana', signed(NOW - 301_000))).toBe('late');
    expect(prove('grafana', { ...signed(NOW - 301_000), 'x-grafana-alerting-timestamp': SECONDS })).toBe(
      'wrong',
    );
  });
});
