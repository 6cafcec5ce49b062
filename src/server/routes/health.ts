// Whether the server lives, and whether it can be used.
import type { App } from '../app.ts';
import type { ServerTools } from '../server-tools.ts';

export function serveHealth(app: App, { store }: ServerTools): void {
  app.get('/healthz', { schema: { summary: 'Whether the server lives' } }, () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { summary: 'Whether the store can be used' } }, async () => {
    const { seq } = await store().readHead();
    return { status: 'ok', entries: seq };
  });
}
