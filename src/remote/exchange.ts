// Questions and answers: each request of the remote store, and what has to be told to a server before it is done.
import type { Schedule } from '../line/due-events.ts';
import { digestOfSchedule, trimSchedule } from '../push/schedule-digest.ts';
import { AndonError } from '../text/andon-error.ts';
import { isMap } from '../text/is-map.ts';
import type { Asked, Client } from './http-client.ts';
import { readAnswer } from './read-answer.ts';
import type { Shape } from './shape.ts';

export interface ExchangeOptions {
  readonly client: Client;
  /** How the server is called where it fails: its URL. */
  readonly name: string;
  /** Where the token is from, for who has to mend it. */
  readonly tokenPlace?: string;
  readonly newId: () => string;
  /** The freezes that the configuration at hand brings. */
  readonly schedule?: Schedule;
}

interface Sent {
  readonly method?: 'POST' | 'PATCH';
  /** The form of the answer; else any map. */
  readonly isWanted?: Shape;
}

/** Both throw `store-unavailable`, or what the server says. */
export interface Exchange {
  readonly get: <T>(path: string, isWanted: Shape) => Promise<T>;
  /** Writes, once however often it has to be asked for. */
  readonly send: <T>(path: string, body: object, sent?: Sent) => Promise<T>;
}

/** Opens it over a client. */
export function openExchange(options: ExchangeOptions): Exchange {
  const { client, name, tokenPlace = 'ANDON_TOKEN', newId, schedule } = options;
  // Told with each write, so that what the configuration has lost is gone there as well.
  const digest = schedule === undefined ? undefined : digestOfSchedule(schedule);
  const ask = async <T>(asked: Asked, isWanted: Shape): Promise<T> =>
    readAnswer<T>(await client.ask(asked), isWanted, { name, tokenPlace });
  const send: Exchange['send'] = async <T>(
    path: string,
    body: object,
    { method = 'POST', isWanted = isMap }: Sent = {},
  ): Promise<T> => {
    const asked: Asked = {
      method,
      path,
      body: JSON.stringify(body),
      key: newId(),
      ...(digest === undefined ? {} : { schedule: digest }),
    };
    try {
      return await ask<T>(asked, isWanted);
    } catch (error) {
      if (!(error instanceof AndonError && error.code === 'schedule-unknown')) throw error;
      const told: Asked = {
        method: 'POST',
        path: '/v1/schedules',
        body: JSON.stringify(schedule === undefined ? {} : trimSchedule(schedule)),
        key: newId(),
      };
      await ask(told, isMap);
      return ask<T>(asked, isWanted);
    }
  };
  return { get: async (path, isWanted) => ask({ method: 'GET', path }, isWanted), send };
}
