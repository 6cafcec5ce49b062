// Sixteen processes at once on one state folder that three repositories share.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Entry } from '../../src/journal/entry.ts';
import { ANDON, openScratch } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

const LENGTH_MS = 10_000;

interface Server {
  readonly path: string;
  readonly line: string;
}

test('stops, resumes and pushes on a shared store lose nothing and never see a lock', async () => {
  const scratch = await openScratch({ install: [] });
  const servers = await sharedServers(scratch, ['one', 'two', 'three']);
  const commits: string[] = [];
  for (let index = 0; index < 30; index++) commits.push(await scratch.commit(`commit ${index}\n`));
  const end = Date.now() + LENGTH_MS;
  const said: Ran[] = [];
  const repeat = async (work: () => Promise<Ran>): Promise<number> => {
    let count = 0;
    while (Date.now() < end) {
      said.push(await work());
      count++;
    }
    return count;
  };
  const pick = (index: number): Server => servers[index % servers.length] ?? { path: '', line: '' };
  const stops: number[] = [];
  const opened = (ran: Ran): Ran => {
    const entry = ran.code === 0 ? (JSON.parse(ran.stdout) as Entry) : undefined;
    if (entry?.kind === 'stop.opened') stops.push(entry.stop);
    return ran;
  };
  const lifted: string[] = [];
  let asked = 0;
  let pushed = 0;
  await Promise.all([
    ...Array.from({ length: 5 }, async (_, index) =>
      repeat(async () =>
        opened(
          await scratch.andon(['stop', '--json', '--repo', pick(index).path, pick(index).line, '-m', 'red']),
        ),
      ),
    ),
    ...Array.from({ length: 5 }, async (_, index) =>
      repeat(async () => {
        // Each is lifted by two: only one of them is told that it did.
        const number = stops[asked >> 1];
        if (number === undefined) {
          await sleep(20);
          return { code: 0, stdout: '', stderr: '' };
        }
        asked++;
        const ran = await scratch.andon(['resume', '--json', '--repo', pick(index).path, String(number), '-m', 'green']); // prettier-ignore
        if (ran.code === 0) lifted.push(String(number));
        return ran;
      }),
    ),
    ...Array.from(
      { length: 6 },
      async (_, index) =>
      repeat(async () => scratch.push(['-f', pick(index).path, `${commits[(pushed += 7) % commits.length]}:refs/heads/${index % 2 === 0 ? 'main' : `b${index}`}`])), // prettier-ignore
    ),
  ]);

  const locked = said.filter(({ stdout, stderr }) => /locked|busy|internal error/i.test(stdout + stderr));
  expect(locked).toEqual([]);
  const env = { ANDON_REPO: pick(0).path };
  const { stdout } = await scratch.andon(['log', '--json', '--limit', '100000'], { env });
  const journal = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Entry); // prettier-ignore
  const openedOnRecord = journal.flatMap((entry) => (entry.kind === 'stop.opened' ? [entry.stop] : []));
  const byNumber = (a: number, b: number): number => a - b;
  // Every stop that somebody was told of is on record, once, and the numbers have no gap.
  expect(openedOnRecord).toEqual(openedOnRecord.map((_, index) => index + 1));
  expect(stops.toSorted(byNumber)).toEqual(openedOnRecord);
  const liftedOnRecord = journal.flatMap((entry) =>
    entry.kind === 'stop.lifted' ? [String(entry.stop)] : [],
  );
  expect(liftedOnRecord.toSorted()).toEqual(lifted.toSorted());
  expect(new Set(lifted).size).toBe(lifted.length);
  // It was a race: there was some of everything, on however slow a machine.
  expect(stops.length).toBeGreaterThan(5);
  expect(lifted.length).toBeGreaterThan(2);
  expect(journal.filter(({ kind }) => kind.startsWith('push.')).length).toBeGreaterThan(10);

  expect((await scratch.andon(['audit', 'verify'], { env })).code).toBe(0);
  const status = JSON.parse((await scratch.andon(['status', '--json'], { env })).stdout) as {
    lines: { line: string; status: string; stops: { number: number }[] }[];
  };
  const gone = new Set(lifted.map(Number));
  for (const { line, status: kind, stops: open } of status.lines) {
    const expected = journal.flatMap((entry) =>
      entry.kind === 'stop.opened' && entry.line === line && !gone.has(entry.stop) ? [entry.stop] : [],
    );
    expect({ line, kind, open: open.map(({ number }) => number) }).toEqual({
      line,
      kind: expected.length > 0 ? 'stopped' : 'running',
      open: expected,
    });
  }
});

async function sharedServers(scratch: Scratch, names: readonly string[]): Promise<readonly Server[]> {
  const state = scratch.path('state');
  const servers: Server[] = [];
  for (const name of names) {
    const path = scratch.path(`${name}.git`);
    await scratch.git(['init', '-q', '--bare', '-b', 'main', path], { cwd: scratch.folder });
    const input = `state: ${JSON.stringify(state)}\nlines: { ${name}: { refs: [HEAD] } }\n`;
    await scratch.run('tee', [`${path}/andon.yaml`], { input });
    const { code, stderr } = await scratch.run(ANDON, ['install', path]);
    if (code !== 0) throw new Error(stderr);
    servers.push({ path, line: name });
  }
  return servers;
}
