// The real line, told in the words of the model: each thing that is done is done by a process of its own, with a
// store that it opens on the same engine.
import { openEntry } from '../../../src/journal/chain.ts';
import type { Entry, Settlement, StoredEntry } from '../../../src/journal/entry.ts';
import type { BuildStatus, Trigger } from '../../../src/line/build.ts';
import { judgeGate } from '../../../src/line/gate.ts';
import { formatRefName } from '../../../src/ref/ref-name.ts';
import type { Admission, Store } from '../../../src/push/store.ts';
import type { Engine } from '../../../src/store/engine.ts';
import { journalStore } from '../../../src/store/journal-store.ts';
import { memoryEngine } from '../../../src/store/memory/memory-engine.ts';
import { at } from '../build-scene.ts';
import { lineName, oid, question, refName, update } from '../gate.ts';
import { value } from '../pushes.ts';
import type { ModelAlert } from './alerts.ts';
import { tipOf } from './builds.ts';
import type { ModelReport } from './builds.ts';
import type { ModelPush, Repo, Settings } from './model.ts';
import type { ModelAdmission } from './pushes.ts';
import { alertRulesOf, buildRulesOf, scheduleOf } from './settings.ts';

export class Real {
  engine: Engine = memoryEngine();
  now = 0;
  readonly settings: Settings;
  /** What was read of the journal so far. */
  readonly entries: Entry[] = [];
  /** Settlements that could not be told yet. */
  readonly spool: Settlement[] = [];

  constructor(settings: Settings) {
    this.settings = settings;
  }

  /** The store as a process of a repository opens it. */
  store(repo: Repo): Store {
    return journalStore(
      this.engine,
      () => Date.parse(at(this.now)),
      () => [scheduleOf(this.settings, repo)],
    );
  }

  async register(): Promise<void> {
    for (const repository of ['a', 'b'] as const)
      for (const line of ['main', 'docs'])
        await this.store(repository).command({
          kind: 'register',
          line: lineName(line),
          repository,
          by: 'admin',
        });
  }

  /** Returns what was written since it was asked last. */
  async readNew(): Promise<readonly Entry[]> {
    const afterSeq = this.entries.length;
    const range = { afterSeq, newestFirst: false, limit: 1_000_000 };
    const found = (await this.engine.read((transaction) => transaction.entries(range))).map(openEntry);
    this.entries.push(...found);
    return found;
  }

  async readStored(): Promise<readonly StoredEntry[]> {
    const range = { afterSeq: 0, newestFirst: false, limit: 1_000_000 };
    return this.engine.read((transaction) => transaction.entries(range));
  }

  /** Asks for a push to be let in; `judge` may break. */
  async admit(asked: ModelAdmission, old: number, dies = false): Promise<boolean> {
    const { track, pusher, fixes, isRewind } = asked;
    const store = this.store(track.repo);
    const { seq: basis } = await store.readHead();
    const ref = refName(track.ref);
    const lines = track.lines.map(lineName);
    const commits = [{ ...COMMIT, oid: oid(asked.new), fixes: fixes.map(String) }];
    const permission = {
      exempt: pusher === 'bot',
      override: pusher === 'boss',
      freezes: pusher === 'releaser' ? ['release'] : [],
    };
    const moved = { ref, lines, new: oid(asked.new), movement: isRewind ? 'rewind' : 'advance' } as const;
    const admission: Admission = {
      push: asked.id,
      repository: track.repo,
      pusher,
      receiver: { host: 'h', pid: 7 },
      updates: [{ ref: track.ref, old: value(old), new: value(asked.new), lines }],
      basis,
    };
    const answer = await store.admit(admission, ({ statuses, now }) => {
      if (dies) throw new Error('killed');
      const asks = question([update(commits, moved)], { now, known: lines, permission });
      const override = pusher === 'boss' ? { override: 'the boss says so' } : {};
      const { findings, passages } = judgeGate({ ...asks, statuses, ...override });
      return {
        accept: findings.length === 0,
        findings: findings.map(({ rule, severity, message }) => ({ rule, severity, message })),
        passages: passages.map((passage) => ({ ...passage, ref: formatRefName(passage.ref) })),
      };
    });
    return answer.kind === 'judged' && answer.judgement.accept;
  }

  async report(repo: Repo, said: ModelReport): Promise<readonly Entry[]> {
    const store = this.store(repo);
    const line = lineName(said.line);
    const tip = oid(tipOf(said.revision));
    // What git says of a revision that a push brought below its own value.
    const [place] = said.revision % 2 === 0 ? [] : await store.readPlaces(line, tip);
    return store.report(
      {
        line,
        job: said.job,
        build: said.build,
        revision: oid(said.revision),
        status: said.status as BuildStatus,
        startedAt: at(said.started),
        trigger: said.trigger as Trigger,
        by: 'ci',
        ...(place === undefined ? {} : { places: [{ ...place, behind: 1 }] }),
      },
      buildRulesOf(this.settings),
    );
  }

  async alert(repo: Repo, said: ModelAlert): Promise<readonly Entry[]> {
    const { anew, ...words } = said;
    const again = anew && said.state === 'firing' ? { anew: true as const } : {};
    const about = { line: lineName(said.line), source: 'nagios', summary: 'broken', by: 'nagios' };
    const report = { ...words, ...about, ...again };
    return this.store(repo).alert([report], () => alertRulesOf(this.settings));
  }

  settlement({ id: push, track, new: to }: ModelPush, landing: 'landed' | 'not-landed'): Settlement {
    const via = landing === 'landed' ? 'post-receive' : 'chained-hook';
    return { push, repository: track.repo, via, results: [{ ref: track.ref, new: value(to), landing }] };
  }
}

const COMMIT = { parents: [], subject: 's', divided: false, overrides: [] };
