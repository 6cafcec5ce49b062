// andon serve: the store of many git hosts behind HTTP. Runs until it is told to end.
import { resolve } from 'node:path';
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, multiple, optional, withDefault } from '@optique/core/modifiers';
import { command, option } from '@optique/core/primitives';
import { integer, string } from '@optique/core/valueparser';
import pino from 'pino';
import type { FastifyBaseLogger } from 'fastify';
import { invalid } from '../text/invalid.ts';
import type { Action } from './context.ts';
import { databaseOption, findDatabase } from './database.ts';
import { listenFailure } from './listen-failure.ts';
import { readTls } from './read-tls.ts';
import { requireProxy } from './require-proxy.ts';
import { readServerPolicy } from './server-policy.ts';

const DEFAULT_LISTEN = '127.0.0.1:7676';

export const serveCommand = command(
  'serve',
  map(
    object({
      listen: withDefault(
        option('--listen', string({ metavar: 'HOST:PORT' }), {
          description: message`Where to listen; 127.0.0.1:7676.`,
        }),
        DEFAULT_LISTEN,
      ),
      database: databaseOption,
      replica: withDefault(
        option('--replica', string({ metavar: 'FILE' }), {
          description: message`With PostgreSQL, what this server keeps of it to read from; andon-replica.db in this folder.`,
        }),
        'andon-replica.db',
      ),
      config: optional(
        option('--config', string({ metavar: 'FILE' }), {
          description: message`What holds for the lines, whichever git host they are on.`,
        }),
      ),
      tlsCert: optional(
        option('--tls-cert', string({ metavar: 'FILE' }), {
          description: message`For https, with --tls-key.`,
        }),
      ),
      tlsKey: optional(option('--tls-key', string({ metavar: 'FILE' }))),
      trustedProxy: multiple(
        option('--trusted-proxy', string({ metavar: 'ADDRESS' }), {
          description: message`A proxy in front that says where requests are from.`,
        }),
      ),
      rateLimit: optional(
        option('--rate-limit', integer({ metavar: 'N', min: 1 }), {
          description: message`How many requests a second one token may make; 2000. Half of them may write, and who has no token may make a quarter.`,
        }),
      ),
      anonymousRead: option('--anonymous-read', {
        description: message`Let whoever comes look, without a token.`,
      }),
    }),
    (given): Action =>
      async (context) => {
        const { host, port } = readListen(given.listen);
        const { tlsCert, tlsKey } = given;
        if ((tlsCert === undefined) !== (tlsKey === undefined))
          throw invalid('--tls-cert and --tls-key belong together', 'Give both, or put a proxy in front');
        const tls =
          tlsCert === undefined || tlsKey === undefined
            ? {}
            : { tls: readTls({ certFile: resolve(tlsCert), keyFile: resolve(tlsKey) }) };
        const trustedProxies = given.trustedProxy.map(requireProxy);
        const policy = given.config === undefined ? NO_POLICY : await readServerPolicy(given.config, context);
        // A server's libraries are larger than all other commands together.
        const { startService } = await import('../service.ts');
        const logger: FastifyBaseLogger = pino();
        const databases = {
          database: findDatabase(given.database, context),
          replica: resolve(given.replica),
        };
        const service = await startService(databases, {
          host,
          port,
          policy,
          logger,
          trustedProxies,
          anonymousRead: given.anonymousRead,
          ...(given.rateLimit === undefined ? {} : { limits: { requestsPerSecond: given.rateLimit } }),
          process: { environment: context.facts.env, pid: context.facts.pid },
          ...tls,
        }).catch((error: unknown) => {
          throw listenFailure(error, { host, port }) ?? error;
        });
        await untilTold();
        await service.close();
        return 0;
      },
  ),
  { description: message`Serve the lines of many git hosts over HTTP.` },
);

const NO_POLICY = { lines: [], repository: '' };

/** @throws {AndonError} `value-invalid` */
function readListen(text: string): { readonly host: string; readonly port: number } {
  const { host, port } = /^(?<host>\[[^\]]+\]|[^:]+):(?<port>\d{1,5})$/.exec(text)?.groups ?? {};
  if (host === undefined || Number(port) > 65_535)
    throw invalid(`"${text}" is nothing to listen on`, `Such as ${DEFAULT_LISTEN}, or [::1]:7676`);
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

async function untilTold(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
