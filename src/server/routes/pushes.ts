// Pushes, as the hooks of git hosts tell of them. A push is judged where its commits are, by the lines as they were
// told; if they are others by the time it is to be let in, it is judged again.
import { z } from 'zod';
import type { WireAdmitted } from '../../push/wire.ts';
import { tagOf } from '../../push/line-tag.ts';
import { keyOf } from '../app.ts';
import type { App } from '../app.ts';
import { requireAdmission, requireRepository, requireSpooled } from '../require-repository.ts';
import { adoptBody, pushBody, reconcileBody, settlementBody, spoolBody } from '../schemas/push-bodies.ts';
import { repositoryName } from '../schemas/values.ts';
import type { ServerTools } from '../server-tools.ts';
import { readWireLines } from './lines.ts';

/** Thrown inside the transaction, so that nothing of it is kept. */
class OtherLines extends Error {}

/** A push of a hundred thousand refs. Who asks is known before any of it is read. */
const LARGEST_PUSH_BYTES = 32 * 1024 * 1024;

const querystring = z.object({ repository: repositoryName });

export function servePushes(app: App, { store }: ServerTools): void {
  const push = { config: { scope: 'push' }, bodyLimit: LARGEST_PUSH_BYTES } as const;
  app.post(
    '/v1/pushes',
    { ...push, schema: { summary: 'Ask for a push to be let in', body: pushBody } },
    async (request): Promise<WireAdmitted> => {
      const { admission, judgement, tag } = request.body;
      await requireAdmission(request.caller, request.body, store());
      try {
        const answer = await store(keyOf(request)).admit(admission, (lines) => {
          if (tagOf(lines) !== tag) throw new OtherLines();
          return judgement;
        });
        return answer.kind === 'judged' ? { kind: 'judged', seq: answer.seq } : answer;
      } catch (error) {
        if (!(error instanceof OtherLines)) throw error;
        // What the calendar had to do was taken back with the rest.
        await store().tick();
        return { kind: 'judge-again', lines: await readWireLines(store(), request.caller) };
      }
    },
  );
  app.post(
    '/v1/settlements',
    { ...push, schema: { summary: 'Say what became of a push', body: settlementBody } },
    async (request) => {
      await requireRepository(request.caller, request.body.repository, store());
      await store(keyOf(request)).settle(request.body);
      return {};
    },
  );
  app.get(
    '/v1/intents',
    { ...push, schema: { summary: 'Pushes that are on their way', querystring } },
    async ({ caller, query: { repository } }) => {
      await requireRepository(caller, repository, store());
      return { intents: await store().readIntents(repository) };
    },
  );
  app.get(
    '/v1/tips',
    { ...push, schema: { summary: 'Where refs are, as far as is on record', querystring } },
    async ({ caller, query: { repository } }) => {
      await requireRepository(caller, repository, store());
      return { tips: Object.fromEntries(await store().readTips(repository)) };
    },
  );
  app.post(
    '/v1/reconciliations',
    { ...push, schema: { summary: 'Say where refs are found to be', body: reconcileBody } },
    async (request) => {
      await requireRepository(request.caller, request.body.repository, store());
      const entries = await store(keyOf(request)).reconcile(request.body);
      return { entries };
    },
  );
  app.post(
    '/v1/adoptions',
    { ...push, schema: { summary: 'Say where refs are that nobody knows', body: adoptBody } },
    async (request) => {
      const { repository, observations } = request.body;
      await requireRepository(request.caller, repository, store());
      await store(keyOf(request)).adopt(repository, observations);
      return {};
    },
  );
  app.post(
    '/v1/spooled',
    { ...push, schema: { summary: 'Hand over what was kept while the server was away', body: spoolBody } },
    async (request) => {
      const { spooled } = request.body;
      for (const { event } of spooled) await requireSpooled(request.caller, event, store());
      await store(keyOf(request)).takeIn(spooled);
      return {};
    },
  );
}
