// Keeps objects at hand while changes are read: asked for once, read a piece at a time, within the limits.
import type { ChangeLimits } from '../guard/change.ts';
import type { Oid } from '../ref/oid.ts';
import { Halt, unreadable } from './halt.ts';
import { findObjects, readObjects } from './read-objects.ts';
import type { ObjectFacts } from './read-objects.ts';
import type { Git } from './run-git.ts';

// Of an everyday push everything fits into this, and one process is saved.
const SMALL_PUSH_BYTES = 1024 * 1024;
const SMALL_PUSH_OBJECTS = 1_000;
// What git writes at once.
const PIECE_BYTES = 48 * 1024 * 1024;
const FRAME_BYTES = 96;

export interface ObjectShelf {
  /** Says what a name means; undefined where it means nothing. */
  factsOf(name: string): ObjectFacts | undefined;
  /** Reads what is not at hand, and puts away what is not asked for. @throws {Halt} at the limit of bytes */
  fetch(wanted: readonly ObjectFacts[]): void;
  contentOf(oid: Oid): string | undefined;
}

/** Looks up all names; contents come with `fetch`. */
export function openShelf(git: Git, names: readonly string[], limits: ChangeLimits): ObjectShelf {
  const small =
    names.length <= SMALL_PUSH_OBJECTS
      ? readObjects(git, names, Math.min(SMALL_PUSH_BYTES, limits.bytes))
      : undefined;
  const facts = small?.facts ?? findObjects(git, names);
  let contents: ReadonlyMap<Oid, string> = small?.contents ?? new Map();
  let bytes = 0;
  return {
    factsOf: (name) => facts.get(name),
    contentOf: (oid) => contents.get(oid),
    fetch(wanted) {
      if (small !== undefined) return;
      const fresh = new Map<Oid, string>();
      const open: ObjectFacts[] = [];
      for (const each of new Map(wanted.map((facts) => [facts.oid, facts])).values()) {
        const known = contents.get(each.oid);
        if (known === undefined) open.push(each);
        else fresh.set(each.oid, known);
      }
      bytes += open.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      if (bytes > limits.bytes) throw new Halt({ kind: 'stopped', at: 'bytes' });
      for (const piece of inPieces(open))
        for (const [oid, text] of readPiece(git, piece)) fresh.set(oid, text);
      contents = fresh;
    },
  };
}

function readPiece(git: Git, piece: readonly ObjectFacts[]): ReadonlyMap<Oid, string> {
  const maxBytes = piece.reduce((sum, { sizeBytes }) => sum + sizeBytes + FRAME_BYTES, 0);
  const oids = piece.map(({ oid }) => oid);
  const found = readObjects(git, oids, maxBytes);
  if (found?.contents.size !== piece.length) throw unreadable('an object is not as long as it was');
  return found.contents;
}

function inPieces(objects: readonly ObjectFacts[]): readonly ObjectFacts[][] {
  const pieces: ObjectFacts[][] = [];
  let room = 0;
  for (const each of objects) {
    if (each.sizeBytes > room) {
      pieces.push([]);
      room = PIECE_BYTES;
    }
    pieces.at(-1)?.push(each);
    room -= each.sizeBytes + FRAME_BYTES;
  }
  return pieces;
}
