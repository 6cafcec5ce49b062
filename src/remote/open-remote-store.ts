// Opens the store behind a server, from what the configuration says of it.
import type { Policy, ServerPolicy } from '../push/policy.ts';
import type { Store } from '../push/store.ts';
import type { Environment } from '../secret/read-source.ts';
import { openClient } from './http-client.ts';
import { readTrust } from './read-trust.ts';
import { remoteStore } from './remote-store.ts';

export interface RemoteTools {
  readonly environment: Environment;
  readonly newId: () => string;
  /** Nobody waits: each request may take its time. */
  readonly patient: boolean;
}

/** @throws {AndonError} `store-unavailable` where there is no token, or none that can be read */
export function openRemoteStore(server: ServerPolicy, policy: Policy, tools: RemoteTools): Store {
  const url = new URL(server.url);
  const { tokenPlace, ...trust } = readTrust(server, tools.environment);
  const timeoutMs = Math.floor(policy.deadlineMs / 2);
  const client = openClient({
    url,
    ...trust,
    timeoutMs,
    // Half of the hook's own time: the other half is for git, and for saying no.
    ...(tools.patient ? {} : { endAt: Date.now() + timeoutMs }),
  });
  return remoteStore({ client, name: url.origin, tokenPlace, newId: tools.newId, schedule: policy });
}
