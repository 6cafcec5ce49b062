// Finds what keeps a git host from asking its server, or lets others do so in its name: the token, and the way it goes.
import type { Diagnosis } from '../install/doctor.ts';
import type { ServerPolicy } from '../push/policy.ts';
import { readTrust } from '../remote/read-trust.ts';
import { findTrouble } from '../secret/find-trouble.ts';
import type { Environment } from '../secret/read-source.ts';
import { AndonError } from '../text/andon-error.ts';

const check = 'server';

/** Diagnoses what the configuration says of a server; nothing where it is sound. Nobody is asked. */
export function diagnoseServer(server: ServerPolicy, environment: Environment): readonly Diagnosis[] {
  const { url, tokenFile } = server;
  const trouble = tokenFile === undefined ? undefined : findTrouble(tokenFile);
  return [
    ...diagnoseTrust(server, environment),
    // What cannot be read at all has been said.
    ...(trouble?.isReadable === true
      ? [{ check, health: 'warning' as const, message: trouble.message, fix: trouble.fix }]
      : []),
    ...(isInClear(new URL(url))
      ? [
          {
            check,
            health: 'warning' as const,
            message: `the token goes to ${url} in the clear: who is in between may use it`,
            fix: `have the server speak TLS (andon serve --tls-cert, or a proxy), and write store: https://${new URL(url).host}`,
          },
        ]
      : []),
  ];
}

function diagnoseTrust(server: ServerPolicy, environment: Environment): readonly Diagnosis[] {
  try {
    readTrust(server, environment);
    return [];
  } catch (error) {
    if (!(error instanceof AndonError)) throw error;
    const [fix] = error.hints;
    return [{ check, health: 'bad', message: error.message, ...(fix === undefined ? {} : { fix }) }];
  }
}

/** Tells whether what is sent leaves this machine, and is not encrypted. */
function isInClear({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !/^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
