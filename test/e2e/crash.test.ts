// Pushes whose client, receiver or hook is killed at random moments: whatever happens, the journal ends
// up saying of every push what became of it, and of every movement of a ref which push it was.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Entry } from '../../src/journal/entry.ts';
import { startRandom } from '../support/random.ts';
import type { Random } from '../support/random.ts';
import { EMPTY_PACK, makePack, rawPush } from '../support/raw-client.ts';
import { ZERO, openScratch } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

const PUSHES = 220;
const WORKERS = 6;
const REFS = ['main', 'a', 'b', 'c'].map((name) => `refs/heads/${name}`);

type Admitted = Extract<Entry, { kind: 'push.admitted' }>;

interface Move {
  readonly old: string;
  readonly new: string;
}

test(`${PUSHES} pushes under random kills are all recorded as what became of them`, async () => {
  const seed = Number(process.env['ANDON_TEST_SEED'] ?? Date.now() % 2 ** 31);
  const random = startRandom(seed);
  const scratch = await openScratch({ config: 'lines: { main: { refs: [HEAD, refs/heads/a] } }\n' });
  await prepareServer(scratch);
  const commits = await manyCommits(scratch, 40);

  let left = PUSHES;
  const work = async (): Promise<void> => {
    while (left-- > 0) await onePush(scratch, random, commits);
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  // Orphaned hooks run on to their end.
  while (hooksRunning(scratch).length > 0) await sleep(50);

  for (const round of [1, 2]) {
    const { code, stdout, stderr } = await scratch.andon(['audit', 'reconcile']);
    expect({ round, seed, code, drift: stdout.includes('drift') }).toEqual({
      round,
      seed,
      code: 0,
      drift: false,
    });
    expect(round === 1 || stderr.includes('nothing to reconcile')).toBe(true);
  }
  expect((await scratch.andon(['audit', 'verify'])).code).toBe(0);
  const journal = await scratch.journal();
  const admitted = journal.filter((entry): entry is Admitted => entry.kind === 'push.admitted');
  expect({ seed, admitted: admitted.length > PUSHES / 4 }).toEqual({ seed, admitted: true });
  const landings = landingsOf(journal);
  const problems = [
    ...admitted.flatMap(({ push, updates }) =>
      updates
        .filter(({ ref }) => landings.get(push)?.get(ref) === undefined)
        .map(({ ref }) => `open: ${push} ${ref}`),
    ),
    ...(await compareWithTruth(scratch, admitted, landings)),
  ];
  expect({ seed, problems }).toEqual({ seed, problems: [] });
  expect(existsSync(join(scratch.server, 'andon', 'andon.log'))).toBe(false);
});

async function prepareServer(scratch: Scratch): Promise<void> {
  const server = { cwd: scratch.server };
  for (const name of ['receive.denyDeleteCurrent', 'gc.auto', 'receive.autogc']) {
    await scratch.git(['config', name, name === 'receive.denyDeleteCurrent' ? 'ignore' : '0'], server);
  }
}

/** Commits that lie in the server already, so that a push needs no pack. */
async function manyCommits(scratch: Scratch, count: number): Promise<readonly string[]> {
  const commits: string[] = [];
  for (let index = 0; index < count; index++) commits.push(await scratch.commit(`commit ${index}\n`));
  expect((await scratch.push(['origin', 'main:refs/heads/stock'])).code).toBe(0);
  return commits;
}

async function onePush(scratch: Scratch, random: Random, commits: readonly string[]): Promise<void> {
  const ref = random.pick(['refs/heads/main', ...REFS.slice(1)]);
  const old = (await scratch.serverRef(ref)) ?? ZERO;
  // Forwards, backwards, and gone.
  const target = random.chance(0.15) && old !== ZERO ? ZERO : (commits[random.below(commits.length)] ?? ZERO);
  const moment = random.below(220);
  const way = random.below(7);
  if (way < 4) {
    const hangUp = way === 0 ? 'sent' : way === 1 ? moment : undefined;
    await rawPush(scratch, scratch.server, {
      commands: [{ old, new: target, ref }],
      ...(target === ZERO ? {} : { pack: EMPTY_PACK }),
      ...(hangUp === undefined ? {} : { hangUp }),
      onStart: (child) => {
        if (way >= 2) killLater(child, moment, random.pick(['SIGTERM', 'SIGKILL']));
      },
    });
    return;
  }
  // A commit of its own comes with a pack, by git's own client.
  const made = await scratch.git(['commit-tree', '-m', `push ${moment} ${random.below(1e9)}`, `${commits[0]}^{tree}`, '-p', old === ZERO ? (commits[0] ?? '') : old]); // prettier-ignore
  const child = spawn('git', ['push', '-q', '-f', scratch.server, `${made}:${ref}`], {
    cwd: scratch.work,
    env: scratch.env,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => void child.on('close', () => resolve()));
  if (way === 4) killLater(child, moment, random.pick(['SIGTERM', 'SIGKILL']));
  if (way === 5) killHookLater(scratch, moment, random.pick(['SIGTERM', 'SIGKILL']));
  await ended;
}

function killLater(child: ChildProcess, ms: number, signal: NodeJS.Signals): void {
  setTimeout(() => void child.kill(signal), ms);
}

function killHookLater(scratch: Scratch, ms: number, signal: NodeJS.Signals): void {
  setTimeout(() => {
    const [pid] = hooksRunning(scratch);
    if (pid === undefined) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      expect(error).toMatchObject({ code: 'ESRCH' });
    }
  }, ms);
}

/** The hooks of this test's server: processes whose folder is its own, that run a hook of andon. */
function hooksRunning(scratch: Scratch): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const command = readProc(pid, 'cmdline');
      return (
        /(?:pre|post)-receive/.test(command) && readProc(pid, 'environ').includes(`HOME=${scratch.folder}\0`)
      );
    })
    .map(Number);
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch (error) {
    expect(String(error)).toMatch(/ENOENT|ESRCH|EACCES|EPERM/);
    return '';
  }
}

/** The last word of the journal on each ref of each push. */
function landingsOf(journal: readonly Entry[]): Map<string, Map<string, string>> {
  const landings = new Map<string, Map<string, string>>();
  for (const entry of journal) {
    if (entry.kind !== 'push.settled') continue;
    const known = landings.get(entry.push) ?? new Map<string, string>();
    for (const { ref, landing } of entry.results) known.set(ref, landing);
    landings.set(entry.push, known);
  }
  return landings;
}

async function compareWithTruth(
  scratch: Scratch,
  admitted: readonly Admitted[],
  landings: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const ref of REFS) {
    const value = (await scratch.serverRef(ref)) ?? ZERO;
    const landed = admitted.flatMap(({ push, updates }) =>
      updates
        .filter(
          (update) =>
            update.ref === ref && update.old !== update.new && landings.get(push)?.get(ref) === 'landed',
        )
        .map(toMove),
    );
    // Landed pushes form one way from nothing to where the ref is: what goes in comes out again. But for
    // deletions: git does not look at what they take away (fact 3), which may have come since they were let in.
    const balance = new Map<string, number>();
    const add = (oid: string, count: number): void => void balance.set(oid, (balance.get(oid) ?? 0) + count);
    for (const move of landed) {
      add(move.old, -1);
      add(move.new, 1);
    }
    add(ZERO, 1);
    add(value, -1);
    const odd = [...balance].filter(([, count]) => count !== 0);
    const unseen = odd.reduce((sum, [, count]) => sum + Math.max(0, count), 0);
    const deletions = landed.filter((move) => move.new === ZERO).length;
    // A deletion of what was not there when it was let in may have found something after all.
    const idle = admitted.flatMap(({ updates }) =>
      updates.filter((update) => update.ref === ref && update.old === null && update.new === null),
    ).length;
    if (unseen > deletions + idle || Math.abs(balance.get(ZERO) ?? 0) > idle)
      problems.push(...odd.map(([oid, count]) => `${ref}: ${count} pushes too many to ${oid}`));
    problems.push(...compareMoves(ref, landed, witnessed(scratch, ref, value)));
  }
  return problems;
}

/** Where a push that landed moved the ref from: git compared that with what the client had said, unless it deletes. */
function toMove({ old, claimedOld, new: value }: Admitted['updates'][number]): Move {
  return { old: (value === null ? undefined : claimedOld) ?? old ?? ZERO, new: value ?? ZERO };
}

/** What the reflog saw; a deletion took away what was before it, for which the balance has to vouch. */
function witnessed(scratch: Scratch, ref: string, value: string): readonly Move[] {
  const file = join(scratch.server, 'logs', ref);
  const logged = existsSync(file) ? readFileSync(file, 'latin1').split('\n').filter(Boolean) : [];
  const moves = logged.map((line): Move => ({ old: line.slice(0, 40), new: line.slice(41, 81) }));
  // The reflog is written before the ref is: a kill in between leaves a line that nothing follows from.
  return moves.filter(
    (move, index) => move.old !== move.new && move.new === (moves[index + 1]?.old ?? value),
  );
}

function compareMoves(ref: string, landed: readonly Move[], seen: readonly Move[]): readonly string[] {
  const count = (moves: readonly Move[], move: Move): number =>
    moves.filter((each) => each.old === move.old && each.new === move.new).length;
  return seen
    .filter((move) => count(landed, move) < count(seen, move))
    .map((move) => `${ref}: nobody landed ${move.old}..${move.new}`);
}

test('a hook that dies between its transaction and its exit leaves a push that did not land', async () => {
  const scratch = await openScratch();
  // The chained hook runs after the transaction; ending its parent there is ending the hook at that moment.
  const folder = join(scratch.server, 'hooks', 'pre-receive.d');
  await scratch.run('mkdir', ['-p', folder]);
  const chained = join(folder, '50-kill');
  writeFileSync(chained, '#!/bin/sh\nkill -9 $PPID\n');
  chmodSync(chained, 0o755);
  const first = await scratch.commit('first\n');
  expect((await scratch.push(['origin', 'main'])).code).toBe(1);
  expect(await scratch.serverRef('refs/heads/main')).toBeUndefined();
  writeFileSync(chained, '#!/bin/sh\nexit 0\n');
  expect((await scratch.push(['origin', 'main'])).code).toBe(0);
  const landings = [...landingsOf(await scratch.journal()).values()].map((refs) =>
    refs.get('refs/heads/main'),
  );
  expect(landings).toEqual(['not-landed', 'landed']);
  expect(await makePack(scratch, [first])).not.toHaveLength(0);
});
