// Keeps that a delivery came, also where it says nothing: whoever saw it could send it again as another one, while its
// signature is in force, if what it is about is not part of what is signed.
import type { ServerTools } from './server-tools.ts';
import type { Delivery } from './webhook-delivery.ts';

/** Keeps a delivery under its id. @throws {AndonError} `request-changed` where it came before as another one */
export async function keepDelivery(
  { key }: Pick<Delivery, 'key'>,
  { store }: Pick<ServerTools, 'store'>,
): Promise<void> {
  // A write of nothing, whose answer is kept like that of any other.
  await store({ ...key, key: `${key.key} came` }).alert([], () => {
    throw new TypeError('there is no alert');
  });
}
