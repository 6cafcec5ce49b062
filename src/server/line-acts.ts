// What people do to lines and stops, with all that has to be so: the same for the API and for the pages.
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { speaksForOthers } from '../access/token.ts';
import type { LineAction } from '../line/authority.ts';
import type { LineCommand } from '../line/commands.ts';
import type { LineName } from '../line/line-name.ts';
import type { Cause, Stop } from '../line/stop.ts';
import { requireAuthority } from '../push/require-authority.ts';
import type { WireWritten } from '../push/wire.ts';
import { AndonError } from '../text/andon-error.ts';
import { keyOf } from './app.ts';
import { actorOf, requireLines } from './caller.ts';
import type { Caller } from './caller.ts';
import type { amendBody, claimBody, liftBody, resumeBody, stopBody } from './schemas/stop-bodies.ts';
import type { ServerTools } from './server-tools.ts';
import { writtenFor } from './written-for.ts';

type Asked = FastifyRequest;
type Acted = Promise<WireWritten>;

export interface LineActs {
  /** @throws {AndonError} `stop-unknown` */
  readonly requireStop: (number: number) => Promise<Stop>;
  readonly open: (request: Asked, body: z.output<typeof stopBody>) => Acted;
  readonly claim: (request: Asked, stop: number, body: z.output<typeof claimBody>) => Acted;
  readonly amend: (request: Asked, stop: number, body: z.output<typeof amendBody>) => Acted;
  readonly lift: (request: Asked, stop: number, body: z.output<typeof liftBody>) => Acted;
  readonly resume: (request: Asked, line: LineName, body: z.output<typeof resumeBody>) => Acted;
}

/** As whoever asks has seen the stop (RFC 9110, If-Match). */
function seenBy({ headers }: Asked): { readonly unlessChanged?: string } {
  const tag = headers['if-match'];
  return tag === undefined || tag === '*' ? {} : { unlessChanged: tag.replaceAll('"', '') };
}

/**
 * Requires that somebody who speaks for nobody else stops a line as a person: what may be done is said by the cause,
 * which is not for those to choose who are held by it.
 */
function requireOwnCause({ scopes, name }: Caller, cause: Cause): void {
  if (cause === 'person' || speaksForOthers(scopes)) return;
  throw new AndonError('access-denied', `The token of ${name} cannot stop a line for the cause "${cause}"`, {
    kind: 'usage',
    hints: ['Leave the cause out (and --build); a build is told by: andon ci report'],
  });
}

export function lineActs({ store, policy }: ServerTools): LineActs {
  const requireStop = async (number: number): Promise<Stop> => {
    const stop = await store().readStop(number);
    if (stop !== undefined) return stop;
    throw new AndonError('stop-unknown', `There is no stop ${number}`, {
      kind: 'usage',
      hints: ['See the open stops: GET /v1/stops?open=true'],
    });
  };
  const run = async (request: Asked, command: LineCommand): Acted => {
    return writtenFor(request.caller, await store(keyOf(request)).command(command));
  };
  /** Requires that a caller may do some things to a stop; returns who it is. */
  const requireRight = (
    { caller }: Asked,
    { actions, by, stop }: { actions: readonly LineAction[]; by: string | undefined; stop: Stop },
  ): string => {
    requireLines(caller, [stop.line]);
    const actor = actorOf(caller, by);
    for (const action of actions) requireAuthority(policy, action, { ...stop, by: actor });
    return actor;
  };
  return {
    requireStop,
    async open(request, { by, ...reason }) {
      requireLines(request.caller, [reason.line]);
      requireOwnCause(request.caller, reason.cause);
      const actor = actorOf(request.caller, by);
      requireAuthority(policy, 'stop', { ...reason, by: actor });
      return run(request, { kind: 'open', ...reason, by: actor });
    },
    async claim(request, number, { by, ...claim }) {
      const stop = await requireStop(number);
      const actor = requireRight(request, { actions: [], by, stop });
      return run(request, { kind: 'claim', stop: stop.number, by: actor, ...claim, ...seenBy(request) });
    },
    async amend(request, number, { by, ...change }) {
      const stop = await requireStop(number);
      const actions = change.until === undefined ? (['amend'] as const) : (['amend', 'lift'] as const);
      const actor = requireRight(request, { actions, by, stop });
      return run(request, { kind: 'amend', stop: stop.number, by: actor, ...change, ...seenBy(request) });
    },
    async lift(request, number, { by, reason }) {
      const stop = await requireStop(number);
      const actor = requireRight(request, { actions: ['lift'], by, stop });
      const target = { stop: stop.number };
      return run(request, { kind: 'lift', target, by: actor, reason, ...seenBy(request) });
    },
    async resume(request, line, { by, reason, seen }) {
      requireLines(request.caller, [line]);
      const actor = actorOf(request.caller, by);
      // What is opened after authority was asked for is for another request.
      const open = (await store().readLines()).statuses.get(line)?.stops ?? [];
      const meant = open.filter(({ number }) => seen?.includes(number) !== false);
      for (const stop of meant) requireAuthority(policy, 'lift', { ...stop, by: actor });
      const target = { line, seen: meant.map(({ number }) => number) };
      return run(request, { kind: 'lift', target, by: actor, reason });
    },
  };
}
