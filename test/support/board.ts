// The board as a program sees it: pages, cookies and forms over HTTP.
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import type { Scope } from '../../src/access/token.ts';
import type { LineName } from '../../src/line/line-name.ts';
import type { ServiceOptions } from '../../src/service.ts';
import { openRemote } from './stores.ts';
import type { Remote } from './stores.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Somebody {
  readonly get: (path: string) => Promise<Answer>;
  /** Sends a form as the browser does; what is in `headers` takes the place of what it says. */
  readonly post: (
    path: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  /** What the forms of a page bring along. */
  readonly formToken: () => Promise<string>;
}

export interface Board extends Remote {
  readonly anybody: Somebody;
  /** Logs somebody in, with a token of some scopes. */
  readonly logIn: (scopes: readonly Scope[], more?: object) => Promise<Somebody>;
}

/** Starts a server with the lines "main", "docs" and "release-2.5.x". */
export async function openBoard(change: Partial<ServiceOptions> = {}): Promise<Board> {
  const remote = await openRemote(memoryEngine(), change);
  for (const line of ['main', 'docs', 'release-2.5.x'] as LineName[])
    await remote.store.command({ kind: 'register', line, repository: '/srv/a.git', by: 'root' });
  const somebody = (cookie?: string): Somebody => {
    const ask = async (path: string, init: RequestInit): Promise<Answer> => {
      const headers = { ...(cookie === undefined ? {} : { cookie }), ...(init.headers as object) };
      const answer = await fetch(remote.url + path, { ...init, headers, redirect: 'manual' });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    };
    const get: Somebody['get'] = async (path) => ask(path, {});
    return {
      get,
      post: async (path, fields, headers = { origin: remote.url }) =>
        ask(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
      formToken: async () => /name="formToken" value="([^"]+)"/.exec((await get('/')).text)?.[1] ?? '',
    };
  };
  return {
    ...remote,
    anybody: somebody(),
    async logIn(scopes, more) {
      const token = await remote.newToken(scopes, more);
      const { headers } = await somebody().post('/login', { token });
      return somebody(headers.getSetCookie()[0]?.split(';', 1)[0]);
    },
  };
}
