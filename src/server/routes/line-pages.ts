// What there is of one line: its page, its badge and its feed.
import { z } from 'zod';
import { renderBadge } from '../../board/badge.ts';
import { renderFeed } from '../../board/feed.ts';
import { linePage } from '../../board/line-page.ts';
import type { SuspectsOfStop } from '../../board/line-page.ts';
import { requireLine } from '../../line/commands.ts';
import type { LineName } from '../../line/line-name.ts';
import type { Stop } from '../../line/stop.ts';
import { findSuspects } from '../../push/find-suspects.ts';
import type { App } from '../app.ts';
import { requireLines } from '../caller.ts';
import type { Caller } from '../caller.ts';
import { viewerOf } from '../guard-pages.ts';
import { newLineHistories } from '../line-histories.ts';
import { PAGE, READ_PAGE } from '../page.ts';
import type { SendPage } from '../page.ts';
import { readBoardLine } from '../read-board.ts';
import { lineName } from '../schemas/values.ts';
import type { ServerTools } from '../server-tools.ts';

const params = z.object({ line: lineName });
const schema = { ...PAGE.schema, params };

export function serveLinePages(app: App, tools: ServerTools, sendPage: SendPage): void {
  const histories = newLineHistories(tools.store);
  const requireStatus = async (caller: Caller, line: LineName) => {
    requireLines(caller, [line]);
    return requireLine(line, (await tools.store().readLines()).statuses);
  };
  const readSuspects = async ({ number }: Stop): Promise<SuspectsOfStop> => ({
    stop: number,
    ...(await findSuspects(number, tools.store())),
  });

  app.get('/lines/:line', { ...READ_PAGE, schema }, async (request, reply) => {
    const { line: name } = request.params;
    requireLines(request.caller, [name]);
    const board = await readBoardLine(tools, name);
    const shown = {
      ...board,
      suspects: await Promise.all(
        board.line.stops.filter(({ failing }) => failing !== undefined).map(readSuspects),
      ),
      history: await histories.read(name),
    };
    return sendPage(request, reply, linePage(shown, viewerOf(request)));
  });
  app.get('/badge/:line.svg', { ...READ_PAGE, schema }, async ({ caller, params: { line } }, reply) => {
    const { status } = await requireStatus(caller, line);
    return (
      reply
        .type('image/svg+xml')
        // It is made to be shown on other sites.
        .headers({ 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'no-cache' })
        .send(renderBadge(line, status))
    );
  });
  app.get('/feed/:line.atom', { ...READ_PAGE, schema }, async (request, reply) => {
    const { line } = request.params;
    await requireStatus(request.caller, line);
    const { stopEvents } = await histories.read(line);
    const feed = renderFeed(line, stopEvents.toReversed(), `${request.protocol}://${request.host}`);
    return reply.type('application/atom+xml; charset=utf-8').send(feed);
  });
}
