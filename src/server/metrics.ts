// What Prometheus asks for (https://prometheus.io/docs/instrumenting/exposition_formats/): how the lines are, what came
// of pushes, how long lines stood still and why, and how quick the server is. Counted from its start on.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { openEntry } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import type { StatusKind } from '../line/status.ts';
import type { App } from './app.ts';
import { requireAll } from './caller.ts';
import type { ServerTools } from './server-tools.ts';

const STATUSES: readonly StatusKind[] = ['running', 'cautioned', 'stopped'];
/** From a read of the store to a push of many refs. */
const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

export async function serveMetrics(app: App, { store, live, outbox, now }: ServerTools): Promise<void> {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'andon_request_seconds',
    help: 'How long requests took, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_S,
    registers,
  });
  const pushes = new Counter({
    name: 'andon_pushes_total',
    help: 'Pushes by what became of them',
    labelNames: ['verdict'],
    registers,
  });
  const stops = new Counter({
    name: 'andon_stops_total',
    help: 'Stops and cautions that were opened',
    labelNames: ['line', 'cause'],
    registers,
  });
  const stopped = new Counter({
    name: 'andon_stop_seconds_total',
    help: 'For how long stops were open that are lifted, by cause',
    labelNames: ['line', 'cause'],
    registers,
  });
  void new Gauge({
    name: 'andon_line_status',
    help: '1 for the status that a line has',
    labelNames: ['line', 'status'],
    registers,
    async collect() {
      this.reset();
      for (const { line, status } of (await store().readLines()).statuses.values())
        for (const each of STATUSES) this.set({ line, status: each }, each === status ? 1 : 0);
    },
  });
  void new Gauge({
    name: 'andon_open_stop_seconds',
    help: 'Since when the oldest open stop of a line is open',
    labelNames: ['line'],
    registers,
    async collect() {
      this.reset();
      for (const { line, since } of (await store().readLines()).statuses.values())
        this.set({ line }, since === undefined ? 0 : (now() - Date.parse(since)) / 1_000);
    },
  });
  void new Gauge({
    name: 'andon_outbox_entries',
    help: 'Entries that a channel has still to look at, and announcements that were given up',
    labelNames: ['channel', 'state'],
    registers,
    async collect() {
      const { head, deliveries } = await outbox.read();
      this.reset();
      for (const [channel, { cursor, retry, dead }] of deliveries) {
        this.set({ channel, state: 'waiting' }, head - cursor + retry.length);
        this.set({ channel, state: 'dead' }, dead.length);
      }
    },
  });

  const count = async (stored: StoredEntry): Promise<void> => {
    const entry = openEntry(stored);
    if (entry.kind === 'push.admitted') pushes.inc({ verdict: 'admitted' });
    if (entry.kind === 'push.refused') pushes.inc({ verdict: 'refused' });
    if (entry.kind === 'stop.opened') stops.inc({ line: entry.line, cause: entry.cause });
    if (entry.kind !== 'stop.lifted') return;
    const stop = await store().readStop(entry.stop);
    if (stop?.lifted === undefined) return;
    const seconds = (Date.parse(stop.lifted.at) - Date.parse(stop.since)) / 1_000;
    stopped.inc({ line: stop.line, cause: stop.cause }, Math.max(0, seconds));
  };
  live.watch((await store().readHead()).seq, (entries) => {
    for (const entry of entries) count(entry).catch((error: unknown) => app.log.error(error));
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { url: route = 'none' } = request.routeOptions;
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
    done();
  });
  app.get(
    '/metrics',
    { config: { scope: 'read' }, schema: { summary: 'For Prometheus' } },
    async ({ caller }, reply) => {
      requireAll(caller);
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  );
}
