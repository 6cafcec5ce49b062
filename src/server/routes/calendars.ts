// The calendars of git hosts. A host names the one that it goes by with each request that writes; one that is not known
// is asked for.
import { AndonError } from '../../text/andon-error.ts';
import type { App } from '../app.ts';
import { requireLines } from '../caller.ts';
import { scheduleBody } from '../schemas.ts';
import type { ServerTools } from '../server-tools.ts';

export function serveCalendars(app: App, { calendars }: ServerTools): void {
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
      schema: { summary: 'Say which freezes a repository has', body: scheduleBody },
    },
    async (request) => {
      requireLines(
        request.caller,
        request.body.lines.map(({ name }) => name),
      );
      await calendars.put(request.body);
      return {};
    },
  );
}
