// Builds questions for the gate out of short words: commits "fix:17", "plain", "merge".
import type { GatePassage, GateQuestion, Permission } from '../../src/line/gate.ts';
import type { CommitFacts, GuardedUpdate } from '../../src/line/guarded-update.ts';
import type { GateRules } from '../../src/line/judge-repair.ts';
import { parseLineName, type LineName } from '../../src/line/line-name.ts';
import { deriveStatus } from '../../src/line/status.ts';
import type { Stop } from '../../src/line/stop.ts';
import { parseOid, type Oid } from '../../src/ref/oid.ts';
import { parseRefName, type RefName } from '../../src/ref/ref-name.ts';

export const NOW = '2026-03-02T14:27:00.000Z';
export const MAIN = lineName('main');

export function lineName(text: string): LineName {
  const name = parseLineName(text);
  if (name === undefined) throw new TypeError(`no line name: ${text}`);
  return name;
}

export function refName(text: string): RefName {
  const name = parseRefName(text);
  if (name === undefined) throw new TypeError(`no ref name: ${text}`);
  return name;
}

/** An object id that a number stands for. */
export function oid(number: number): Oid {
  const id = parseOid(number.toString(16).padStart(40, 'a'));
  if (id === undefined) throw new TypeError(`no object id: ${number}`);
  return id;
}

export function stop(number: number, change: Partial<Stop> = {}): Stop {
  return {
    number,
    line: MAIN,
    level: 'stop',
    cause: 'build',
    summary: 'tests red',
    by: 'ci',
    since: '2026-03-02T14:02:00.000Z',
    ...change,
  };
}

/** A straight history, newest first; each text is the values of a commit's fix trailers. */
export function chain(...fixes: readonly (readonly string[])[]): readonly CommitFacts[] {
  return fixes.map((values, index) => ({
    oid: oid(fixes.length - index),
    parents: [oid(fixes.length - index - 1)],
    subject: `commit ${fixes.length - index}`,
    fixes: values,
    divided: false,
    overrides: [],
  }));
}

export function update(commits: readonly CommitFacts[], change: Partial<GuardedUpdate> = {}): GuardedUpdate {
  return {
    ref: refName('refs/heads/main'),
    lines: [MAIN],
    movement: 'advance',
    old: oid(0),
    new: commits[0]?.oid ?? oid(0),
    commits,
    range: 'exact',
    ...change,
  };
}

export interface Situation {
  readonly stops?: readonly Stop[];
  readonly known?: readonly LineName[];
  readonly rules?: Partial<GateRules>;
  readonly permission?: Partial<Permission>;
  readonly unknownLine?: 'refuse' | 'free';
  readonly override?: string;
  readonly now?: string;
}

/** The question whether these updates pass: by default line main, stopped by stop 17. */
export function question(updates: readonly GuardedUpdate[], situation: Situation = {}): GateQuestion {
  const { stops = [stop(17)], known = [MAIN], now = NOW } = situation;
  const rules: GateRules = { fix: 'first-parent', reverts: false, ...situation.rules };
  const permission: Permission = { exempt: false, override: false, ...situation.permission };
  return {
    updates,
    statuses: new Map(known.map((line) => [line, deriveStatus(line, stops, now)])),
    rules: new Map(known.map((line) => [line, rules])),
    permissions: new Map(known.map((line) => [line, permission])),
    unknownLine: situation.unknownLine ?? 'refuse',
    override: situation.override,
    now,
  };
}

/** A passage in a few words: "main fix 17". */
export function inWords({ line, way, stops, reason }: GatePassage): string {
  return [line, way, ...stops, ...(reason === undefined ? [] : [reason])].join(' ');
}
