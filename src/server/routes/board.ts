// The board: pages for people. A route here reads what a page shows; the room board/ makes the page of it.
import { renderPage } from '../../board/frame.ts';
import { linesPage } from '../../board/lines-page.ts';
import { problemPage } from '../../board/small-pages.ts';
import type { App } from '../app.ts';
import type { SendEvents } from '../event-stream.ts';
import { guardPages, viewerOf } from '../guard-pages.ts';
import type { PageGuards } from '../guard-pages.ts';
import { READ_PAGE } from '../page.ts';
import type { SendPage } from '../page.ts';
import { problemOf } from '../problem.ts';
import { readBoardLines } from '../read-board.ts';
import type { ServerTools } from '../server-tools.ts';
import { serveAssets } from './assets.ts';
import { serveBoardActs } from './board-acts.ts';
import { afterQuery, lastHad } from './events.ts';
import { serveLogin } from './login.ts';
import { serveJournalPages } from './journal-pages.ts';
import { serveLinePages } from './line-pages.ts';

type Guards = PageGuards & { readonly sendEvents: SendEvents };

/** Adds the pages to the server. */
export async function serveBoard(
  server: App,
  tools: ServerTools,
  { sendEvents, ...guards }: Guards,
): Promise<void> {
  await server.register(async (plugin) => {
    const app = plugin as unknown as App;
    guardPages(app, tools, guards);
    const assets = serveAssets(app);
    const sendPage: SendPage = (request, reply, page) =>
      reply.type('text/html; charset=utf-8').send(renderPage(page, viewerOf(request), assets));
    app.setErrorHandler((error, request, reply) => {
      const problem = problemOf(error);
      if (problem.status >= 500) request.log.error(error);
      return sendPage(request, reply.code(problem.status), problemPage(problem));
    });
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 64 * 1024 },
      (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text as string))),
    );
    serveLines(app, tools, { sendPage, sendEvents });
    serveLinePages(app, tools, sendPage);
    serveJournalPages(app, tools, sendPage);
    serveLogin(app, tools, { ...guards, sendPage });
    serveBoardActs(app, tools);
  });
}

function serveLines(
  app: App,
  tools: ServerTools,
  { sendPage, sendEvents }: { readonly sendPage: SendPage; readonly sendEvents: SendEvents },
): void {
  app.get('/', READ_PAGE, async (request, reply) => {
    const lines = await readBoardLines(tools, request.caller);
    const isWall = (request.query as { readonly wall?: string }).wall !== undefined;
    return sendPage(request, reply, linesPage(lines, viewerOf(request), isWall));
  });
  // Says that something has happened and not what, so that it is for every session; the page asks what it may see.
  app.get(
    '/board/events',
    { ...READ_PAGE, exposeHeadRoute: false, schema: { hide: true, querystring: afterQuery } },
    async (request, reply) => {
      const after = lastHad(request.headers, request.query.after) ?? (await tools.store().readHead()).seq;
      const format = (entries: readonly { readonly seq: number }[]): string =>
        `id: ${entries.at(-1)?.seq ?? after}\nevent: change\ndata:\n\n`;
      sendEvents(request, reply, { after, format });
    },
  );
}
