// A server as its users start it: a process of its own, on a database in the test's folder.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { ANDON, bareScratch } from './scratch.ts';
import type { Scratch } from './scratch.ts';

export interface AndonServer {
  readonly url: string;
  readonly database: string;
  /** Makes a token; the flags are those of andon token create. */
  readonly newToken: (...flags: readonly string[]) => Promise<string>;
  /** Ends the process, at once or as an admin does, and waits for it. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts a server; 0 for any port that is free. */
export async function startServer(
  scratch: Pick<Scratch, 'env' | 'path' | 'andon'>,
  { port = 0, flags = [] as readonly string[], database = scratch.path('andon.db') } = {},
): Promise<AndonServer> {
  const listen = `127.0.0.1:${port}`;
  const child = spawn(ANDON, ['serve', '--database', database, '--listen', listen, ...flags], {
    env: scratch.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  onTestFinished(async () => stop('SIGKILL'));
  const url = await new Promise<string>((resolve, reject) => {
    let log = '';
    child.stdout.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      const found = /Server listening at (?<url>https?:\/\/[^"]+)"/.exec(log)?.groups?.['url'];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', () => reject(new Error(`the server ended: ${log}`)));
  });
  return {
    url,
    database,
    stop,
    async newToken(...create) {
      const made = await scratch.andon(['token', 'create', '--database', database, ...create]);
      if (made.code !== 0) throw new Error(`no token: ${made.stderr}`);
      return made.stdout.trim();
    },
  };
}

/** A git host whose store is the server. */
export async function openHost(server: AndonServer, more = ''): Promise<Scratch> {
  const scratch = bareScratch();
  const token = await server.newToken('--scope', 'push', '--name', 'host');
  writeFileSync(scratch.path('token'), token, { mode: 0o600 });
  await scratch.run('git', ['init', '-q', '--bare', '-b', 'main', scratch.server]);
  writeFileSync(
    scratch.path('server.git', 'andon.yaml'),
    `store: ${server.url}\ntokenFile: ${scratch.path('token')}\nrepository: ${scratch.folder}\n${more}`,
  );
  const installed = await scratch.run(ANDON, ['install', scratch.server]);
  if (installed.code !== 0) throw new Error(`andon install failed: ${installed.stderr}`);
  await scratch.git(['init', '-q', '-b', 'main', scratch.work], { cwd: scratch.folder });
  await scratch.git(['remote', 'add', 'origin', scratch.server]);
  return scratch;
}
