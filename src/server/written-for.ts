// What a write answers: of all that it wrote, what whoever asks may see. With it is written what was due, on any line.
import type { Entry } from '../journal/entry.ts';
import type { WireWritten } from '../push/wire.ts';
import { maySee } from './caller.ts';
import type { Caller } from './caller.ts';

/** Leaves out the entries of lines that a caller may not see. */
export function writtenFor(caller: Caller, entries: readonly Entry[]): WireWritten {
  if (caller.lines === undefined) return { entries };
  return { entries: entries.filter((entry) => 'line' in entry && maySee(caller, entry.line)) };
}
