// The calendars of git hosts. A host names the one that it goes by with each request that writes; one that is not known
// is asked for.
import { AndonError } from '../../text/andon-error.ts';
import type { App } from '../app.ts';
import { requireLines } from '../caller.ts';
import { requireRepository } from '../require-repository.ts';
import { scheduleBody } from '../schemas/push-bodies.ts';
import type { ServerTools } from '../server-tools.ts';

/** Each line has at most 2000 windows. */
const LARGEST_CALENDAR_BYTES = 16 * 1024 * 1024;

export function serveCalendars(app: App, { calendars, store }: ServerTools): void {
  app.addHook('preHandler', async ({ headers }) => {
    const digest = headers['andon-schedule'];
    if (typeof digest !== 'string' || (await calendars.knows(digest))) return;
    throw new AndonError('schedule-unknown', 'The server does not know this calendar', {
      kind: 'usage',
      hints: ['Tell it: POST /v1/schedules'],
    });
  });
  app.post(
    '/v1/schedules',
    {
      config: { scope: 'push' },
      bodyLimit: LARGEST_CALENDAR_BYTES,
      schema: { summary: 'Say which freezes a repository has', body: scheduleBody },
    },
    async (request) => {
      const { repository, lines } = request.body;
      requireLines(
        request.caller,
        lines.map(({ name }) => name),
      );
      await requireRepository(request.caller, repository, store());
      await calendars.put(request.body);
      return {};
    },
  );
}
