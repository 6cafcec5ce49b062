// Short words for what the store is told: pushes of one repository, their ends, and what is seen.
import type { Head } from '../../src/journal/chain.ts';
import type { Entry, Settlement, StoredEntry } from '../../src/journal/entry.ts';
import type { Admission, EntryQuery, Judgement, Store } from '../../src/push/store.ts';
import type { Oid } from '../../src/ref/oid.ts';
import { oid, refName } from './gate.ts';

export const REPOSITORY = '/srv/a b.git';
export const REF = 'refs/heads/main';
export const YES: Judgement = { accept: true, findings: [], passages: [] };
export const NO: Judgement = {
  accept: false,
  findings: [{ rule: 'line-stopped', severity: 'error', ref: refName('refs/heads/main'), message: 'no' }],
  passages: [],
};

/** An id for a number; 0 stands for "does not exist". */
export function value(number: number): Oid | null {
  return number === 0 ? null : oid(number);
}

export interface Move {
  readonly from: number;
  readonly to: number;
  readonly ref?: string;
}

/** A push that moves refs, asking with everything known so far unless a basis is given. */
export function admission(push: string, moves: readonly Move[], basis: number): Admission {
  return {
    push,
    repository: REPOSITORY,
    pusher: 'dana',
    receiver: { host: 'h', pid: 7 },
    updates: moves.map(({ ref = REF, from, to }) => ({ ref, old: value(from), new: value(to) })),
    basis,
  };
}

export function settlement(
  push: string,
  moves: readonly Move[],
  landing: 'landed' | 'not-landed',
): Settlement {
  const results = moves.map(({ ref = REF, to }) => ({ ref, new: value(to), landing }));
  return { push, repository: REPOSITORY, via: 'post-receive', results };
}

/** Asks to be let in, and is. */
export async function admit(store: Store, push: string, ...moves: readonly Move[]): Promise<void> {
  const { seq } = await store.readHead();
  const answer = await store.admit(admission(push, moves, seq), () => YES);
  if (answer.kind !== 'judged') throw new Error(`${push} has to look again`);
}

/** A look at the refs, without and with pushes known to be gone. */
export async function look(
  store: Store,
  seen: Readonly<Record<string, number>>,
  dead: readonly string[] = [],
): Promise<readonly string[]> {
  const { seq } = await store.readHead();
  const observations = Object.entries(seen).map(([ref, number]) => ({ ref, value: value(number) }));
  return (await store.reconcile({ repository: REPOSITORY, dead, observations, basis: seq })).map(inWords);
}

export async function readAll(store: Store, query: EntryQuery = {}): Promise<readonly StoredEntry[]> {
  const entries: StoredEntry[] = [];
  for await (const entry of store.readEntries(query)) entries.push(entry);
  return entries;
}

/** The journal in words, oldest first. */
export async function story(store: Store): Promise<readonly string[]> {
  return (await readAll(store)).map(({ body }) => inWords(JSON.parse(body) as Entry));
}

export async function openPushes(store: Store): Promise<readonly string[]> {
  return (await store.readIntents(REPOSITORY)).map(({ push }) => push);
}

/** Where the journal believes a ref to be. */
export async function tipOf(store: Store, ref = REF): Promise<Oid | null | undefined> {
  return (await store.readTips(REPOSITORY)).get(ref)?.value;
}

export function headOf(entries: readonly StoredEntry[]): Head | undefined {
  const last = entries.at(-1);
  return last === undefined ? undefined : { seq: last.seq, hash: last.hash };
}

function inWords(entry: Entry): string {
  switch (entry.kind) {
    case 'push.admitted':
    case 'push.refused':
      return `${entry.push} ${entry.kind.slice(5)}`;
    case 'push.settled':
      return `${entry.push} ${entry.results.map(({ landing }) => landing).join(' ')} (${entry.via})`;
    case 'ref.drifted':
      return `drifted ${entry.ref}`;
    case 'ref.adopted':
      return `adopted ${entry.ref}`;
    case 'line.registered':
      return `registered ${entry.line}`;
    case 'alert.reported':
      return `alert ${entry.key} ${entry.state}`;
    case 'build.reported':
      return `build ${entry.build} ${entry.status} ${entry.verdict}`;
    case 'token.created':
    case 'token.revoked':
    case 'access.denied':
      return `${entry.kind} ${entry.token}`;
    default:
      return `${entry.kind} ${entry.stop}`;
  }
}
