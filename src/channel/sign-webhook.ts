// Signs a request by the scheme of Standard Webhooks (https://www.standardwebhooks.com), symmetric, version 1.
import { createHmac } from 'node:crypto';

export interface SignedParts {
  readonly id: string;
  readonly body: string;
  /** In milliseconds since 1970: of this attempt, so that an old request cannot be sent again by others. */
  readonly now: number;
}

/** Returns the headers that prove a request; undefined where the secret is none of 24 to 64 bytes in base64. */
export function signWebhook(
  secret: string,
  { id, body, now }: SignedParts,
): Readonly<Record<string, string>> | undefined {
  const encoded = secret.replace(/^whsec_/, '');
  const key = Buffer.from(encoded, 'base64');
  // Node reads over what is not base64; such a key would be another than the one that the receiver has.
  const isWhole = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  if (!isWhole || key.length < 24 || key.length > 64) return undefined;
  const timestamp = String(Math.floor(now / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
