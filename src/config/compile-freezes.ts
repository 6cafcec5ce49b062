// Puts the windows of freezes into a policy: all that the hook needs of the calendar. Loads the libraries, so
// apply.ts imports it where a line has a freeze.
import type { Freeze } from '../line/freeze.ts';
import type { LinePolicy, Policy } from '../push/policy.ts';
import { lastFileWith } from './check-each.ts';
import { findWindows } from './freeze-windows.ts';
import type { FreezeSetting } from './freeze-setting.ts';
import { mergeAll, type Layer } from './merge-layers.ts';
import { formatPath, type ConfigProblem } from './problems.ts';
import type { Settings } from './schema.ts';

const DAY_MS = 86_400_000;
/** So much is known in advance; applying again long before its end keeps it so. */
const AHEAD_MS = 400 * DAY_MS;
/** Four a day; what comes more often is no freeze but a slip. */
const MOST_WINDOWS = 2_000;

export type FreezesCompiled =
  | { readonly kind: 'compiled'; readonly policy: Policy }
  | { readonly kind: 'refused'; readonly problems: readonly ConfigProblem[] };

export interface FreezeSources {
  /** Layers that have passed the schema, the weakest first. */
  readonly layers: readonly Layer[];
  readonly now: Date;
  /** The policy in force until now. */
  readonly former: Policy | undefined;
}

/** Adds to each line of a policy the freezes that its layers say. */
export function compileFreezes(policy: Policy, sources: FreezeSources): FreezesCompiled {
  const { layers, now, former } = sources;
  const horizon = { fromMs: now.getTime(), untilMs: now.getTime() + AHEAD_MS, most: MOST_WINDOWS };
  const settings = mergeAll(layers) as Settings;
  const problems: ConfigProblem[] = [];
  const lines = policy.lines.map((line): LinePolicy => {
    const list = settings.lines?.[line.name]?.freezes ?? [];
    const complain = (index: number, key: readonly string[], message: string): void => {
      const path = ['lines', line.name, 'freezes'];
      const place = formatPath([...path, index, ...key]);
      const name = list[index]?.name ?? '';
      problems.push({ file: lastFileWith(path, layers), message: `${place} of freeze "${name}" ${message}` });
    };
    const freezes = list.map((setting, index) => {
      const found = findWindows(setting, horizon);
      if (found.kind === 'found') return toFreeze(setting, found.windows);
      complain(index, found.key === undefined ? [] : [found.key], found.message);
      return toFreeze(setting, []);
    });
    const counts = freezes.map(({ windows }) => windows.length);
    const full = counts.findIndex((_, index) => sum(counts.slice(0, index + 1)) > MOST_WINDOWS);
    if (full >= 0) complain(full, [], `brings the line beyond ${MOST_WINDOWS} windows in 400 days`);
    const before = former?.lines.find(({ name }) => name === line.name)?.freezes ?? [];
    return freezes.length === 0
      ? line
      : { ...line, freezes: freezes.map((each) => withPast(each, before, now)) };
  });
  if (problems.length > 0) return { kind: 'refused', problems };
  const freezesKnownUntil = new Date(horizon.untilMs).toISOString();
  return { kind: 'compiled', policy: { ...policy, lines, freezesKnownUntil } };
}

function toFreeze({ name, reason, exempt = [] }: FreezeSetting, windows: Freeze['windows']): Freeze {
  return { name, reason, exempt, windows };
}

/** Windows that were in force and came and went: somebody may still have to record them. */
function withPast(freeze: Freeze, before: readonly Freeze[], now: Date): Freeze {
  const [time, oldest] = [now.toISOString(), new Date(now.getTime() - AHEAD_MS).toISOString()];
  const past = (before.find(({ name }) => name === freeze.name)?.windows ?? []).filter(
    ({ until }) => until <= time && until >= oldest,
  );
  const windows = [...past, ...freeze.windows].sort((a, b) => (a.from < b.from ? -1 : 1));
  return { ...freeze, windows };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
