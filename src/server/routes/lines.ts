// Lines: how they are, which there are, and what is known of their revisions.
import { z } from 'zod';
import { requireLine } from '../../line/commands.ts';
import { tagOf } from '../../push/line-tag.ts';
import type { Store } from '../../push/store.ts';
import type { WireLine, WireLines, WireWritten } from '../../push/wire.ts';
import { keyOf } from '../app.ts';
import type { App } from '../app.ts';
import { actorOf, maySee, requireLines } from '../caller.ts';
import type { Caller } from '../caller.ts';
import { registerBody } from '../schemas/stop-bodies.ts';
import { lineName, oid, repositoryName } from '../schemas/values.ts';
import type { ServerTools } from '../server-tools.ts';
import { writtenFor } from '../written-for.ts';

const lineParams = z.object({ line: lineName });
const order = z.coerce.number().int().min(0).exactOptional();

/** Reads how the lines are that a caller may see; the tag is of all of them. */
export async function readWireLines(store: Store, caller: Caller): Promise<WireLines> {
  const { statuses, now, repositories, head } = await store.readLines();
  const lines = [...statuses.values()]
    .filter(({ line }) => maySee(caller, line))
    .map((status): WireLine => ({ ...status, repositories: repositories.get(status.line) ?? [] }));
  return { head, now, tag: tagOf({ statuses }), lines };
}

export function serveLines(app: App, { store }: ServerTools): void {
  const read = { config: { scope: 'read' } } as const;
  app.get(
    '/v1/lines',
    { ...read, schema: { summary: 'How the lines are' } },
    async ({ caller, headers }, reply) => {
      const lines = await readWireLines(store(), caller);
      const etag = `"${lines.tag}"`;
      void reply.header('etag', etag);
      if (headers['if-none-match'] === etag) return reply.code(304).send();
      return lines;
    },
  );
  app.get(
    '/v1/lines/:line',
    { ...read, schema: { summary: 'How a line is', params: lineParams } },
    async ({ caller, params }) => {
      requireLines(caller, [params.line]);
      const { statuses, repositories } = await store().readLines();
      const status = requireLine(params.line, statuses);
      return { ...status, repositories: repositories.get(params.line) ?? [] } satisfies WireLine;
    },
  );
  app.post(
    '/v1/lines',
    {
      config: { scope: 'push' },
      schema: { summary: 'Make a line known for a repository', body: registerBody },
    },
    async (request): Promise<WireWritten> => {
      const { line, repository, by } = request.body;
      requireLines(request.caller, [line]);
      const actor = actorOf(request.caller, by);
      const entries = await store(keyOf(request)).command({ kind: 'register', line, repository, by: actor });
      return writtenFor(request.caller, entries);
    },
  );
  app.get(
    '/v1/lines/:line/jobs',
    { ...read, schema: { summary: 'The jobs that builds were reported of', params: lineParams } },
    async ({ caller, params: { line } }) => {
      requireLines(caller, [line]);
      return { jobs: await store().readJobs(line) };
    },
  );
  app.get(
    '/v1/lines/:line/waiting',
    { ...read, schema: { summary: 'Who was refused and not let in since', params: lineParams } },
    async ({ caller, params: { line } }) => {
      requireLines(caller, [line]);
      return { waiting: await store().readWaiting(line) };
    },
  );
  app.get(
    '/v1/lines/:line/places/:revision',
    { ...read, schema: { summary: 'Where a revision landed', params: lineParams.extend({ revision: oid }) } },
    async ({ caller, params }) => {
      requireLines(caller, [params.line]);
      return { places: await store().readPlaces(params.line, params.revision) };
    },
  );
  const from = z.object({
    repository: repositoryName,
    ref: z.string().max(8_192),
    after: order,
    upTo: order,
  });
  app.get(
    '/v1/lines/:line/arrivals',
    { ...read, schema: { summary: 'What landed on a ref', params: lineParams, querystring: from } },
    async ({ caller, params: { line }, query }) => {
      requireLines(caller, [line]);
      return { arrivals: await store().readArrivals(line, query) };
    },
  );
}
