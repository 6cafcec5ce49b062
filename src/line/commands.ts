// What a person does to a line: open, claim, amend, lift, register. Each is a pure decision over the
// stops as they are; the events it answers with are what the journal records.
import { AndonError } from '../text/andon-error.ts';
import { invalid } from '../text/invalid.ts';
import { unknownName } from '../text/unknown-name.ts';
import { formatMinute } from '../text/utc-time.ts';
import type { LineEvent } from './event.ts';
import type { LineName } from './line-name.ts';
import type { Stop, StopReason } from './stop.ts';

/** Where a command is aimed: one stop, or a line; `seen`: of its stops those alone that whoever lifts them knows of. */
export type LiftTarget =
  { readonly stop: number } | { readonly line: LineName; readonly seen?: readonly number[] };

/** Says that a command is meant for a stop as it was seen; `tagOf` of the facts tells whether it still is. */
interface Unchanged {
  readonly unlessChanged?: string;
}

export type LineCommand =
  | (StopReason & { readonly kind: 'open' })
  | ({
      readonly kind: 'claim';
      readonly stop: number;
      readonly by: string;
      readonly eta?: string;
    } & Unchanged)
  | ({
      readonly kind: 'amend';
      readonly stop: number;
      readonly by: string;
      readonly summary?: string;
      readonly until?: string;
    } & Unchanged)
  | ({
      readonly kind: 'lift';
      readonly target: LiftTarget;
      readonly by: string;
      readonly reason: string;
    } & Unchanged)
  | { readonly kind: 'register'; readonly line: LineName; readonly repository: string; readonly by: string };

/** What a command needs to know of the store. */
export interface LineFacts {
  readonly lines: ReadonlyMap<LineName, readonly string[]>;
  readonly openStops: readonly Stop[];
  readonly lastStopNumber: number;
  readonly findStop: (number: number) => Stop | undefined;
  /** ISO 8601. */
  readonly now: string;
  /** Returns what changes when a stop does. */
  readonly tagOf?: (stop: Stop) => string;
}

/**
 * Decides what a command changes; an empty answer means that nothing has to change.
 * @throws {AndonError} `line-unknown`, `stop-unknown`, `stop-lifted`, `stop-changed`, `text-missing`, `value-invalid`
 */
export function decide(command: LineCommand, facts: LineFacts): readonly LineEvent[] {
  switch (command.kind) {
    case 'open': {
      requireLine(command.line, facts.lines);
      requireText(command.summary, 'a stop', 'what is wrong');
      const { kind: _kind, ...stop } = command;
      return [{ kind: 'stop.opened', stop: facts.lastStopNumber + 1, ...stop }];
    }
    case 'claim': {
      const { line } = requireSame(command, requireOpenStop(command.stop, facts), facts);
      const { kind: _kind, unlessChanged: _unless, ...claim } = command;
      requireToCome(claim.eta ?? facts.now, facts);
      return [{ kind: 'stop.claimed', line, ...claim }];
    }
    case 'amend': {
      const { line, summary: before } = requireSame(command, requireOpenStop(command.stop, facts), facts);
      const { stop, by, summary = before, until } = command;
      requireText(summary, 'an amended stop', 'what is wrong');
      const end = until === undefined ? {} : { until };
      return [{ kind: 'stop.amended', stop, line, by, summary, ...end }];
    }
    case 'lift': {
      requireText(command.reason, 'resuming', 'what made it safe');
      const { by, reason } = command;
      return stopsToLift(command, facts).map(({ number, line }) => ({
        kind: 'stop.lifted',
        stop: number,
        line,
        by,
        reason,
      }));
    }
    case 'register': {
      if (facts.lines.get(command.line)?.includes(command.repository) === true) return [];
      return [{ ...command, kind: 'line.registered' }];
    }
  }
}

function stopsToLift(command: Extract<LineCommand, { kind: 'lift' }>, facts: LineFacts): readonly Stop[] {
  const { target } = command;
  if ('stop' in target) return [requireSame(command, requireOpenStop(target.stop, facts), facts)];
  requireLine(target.line, facts.lines);
  const { line, seen } = target;
  return facts.openStops.filter((stop) => stop.line === line && seen?.includes(stop.number) !== false);
}

function requireSame({ unlessChanged }: Unchanged, stop: Stop, { tagOf }: LineFacts): Stop {
  if (unlessChanged === undefined || tagOf?.(stop) === unlessChanged) return stop;
  throw new AndonError('stop-changed', `Stop ${stop.number} has changed since it was read`, {
    kind: 'usage',
    hints: ['Read it again, and see whether it is still to be done'],
  });
}

/** @throws {AndonError} `line-unknown` */
export function requireLine<Known>(line: LineName, lines: ReadonlyMap<LineName, Known>): Known {
  const found = lines.get(line);
  if (found !== undefined) return found;
  throw unknownName('line', line, {
    known: [...lines.keys()],
    none: 'No line is registered yet: run "andon config apply"',
  });
}

function requireOpenStop(number: number, facts: LineFacts): Stop {
  const stop = facts.findStop(number);
  if (stop === undefined) {
    const open = facts.openStops.map((each) => each.number).join(', ');
    throw new AndonError('stop-unknown', `There is no stop ${number}`, {
      kind: 'usage',
      hints: [open === '' ? 'No stop is open' : `Open stops: ${open}`],
    });
  }
  if (stop.lifted === undefined) return stop;
  const { by, at } = stop.lifted;
  throw new AndonError('stop-lifted', `Stop ${number} was lifted by ${by} at ${at}`, {
    kind: 'usage',
  });
}

function requireToCome(eta: string, { now }: LineFacts): void {
  if (eta >= now) return;
  throw invalid(`${formatMinute(eta)} is past: nothing is mended by then`, 'Say a time to come');
}

function requireText(text: string, what: string, need: string): void {
  if (text.trim() !== '') return;
  throw new AndonError('text-missing', `The message of ${what} is empty, and must say ${need}`, {
    kind: 'usage',
  });
}
