// Writes events to one stream (https://html.spec.whatwg.org/multipage/server-sent-events.html), each with the number of
// its entry. Whoever is cut off says the last number, and goes on behind it.
import type { Writable } from 'node:stream';
import type { StoredEntry } from '../journal/entry.ts';
import type { Watcher } from './live.ts';

export interface Told {
  /** The last entry that whoever asks has had. */
  readonly after: number;
  readonly format: (entries: readonly StoredEntry[]) => string;
  /** Returns the entries that are for whoever asks; all are unless given. */
  readonly choose?: (entries: readonly StoredEntry[]) => Promise<readonly StoredEntry[]>;
}

export interface EventWriter {
  readonly take: Watcher;
  /** Says that the server lives, and how far whoever watches has come. */
  readonly beat: () => void;
}

/** Whoever does not read for so many beats is let go; it can come back, and misses nothing. */
const MOST_MISSED_BEATS = 4;
/** So many entries may be left out before a number is told for them: they would be looked at again. */
const MOST_UNTOLD = 1_000;

/** Begins to write. */
export function newEventWriter(stream: Writable, { after, format, choose }: Told): EventWriter {
  let [seen, told] = [after, after];
  const write = (text: string): void => {
    // While entries were chosen, it may have ended.
    if (stream.destroyed || stream.writableEnded) return;
    stream.write(text);
  };
  let missed = 0;
  /** There may be a whole journal to read: the next of it comes when this has been read. */
  const waitForReader = async (): Promise<void> => {
    while (stream.writableNeedDrain)
      await new Promise<void>((resolve) => {
        const go = (): void => {
          stream.off('drain', go).off('close', go);
          resolve();
        };
        stream.on('drain', go).on('close', go);
      });
    missed = 0;
  };
  /** A number and nothing else: no event, for a browser and for whoever follows the standard. */
  const tellPlace = (): void => {
    write(`id: ${seen}\n\n`);
    told = seen;
  };
  const send = (chosen: readonly StoredEntry[], all: readonly StoredEntry[]): void => {
    seen = all.at(-1)?.seq ?? seen;
    if (chosen.length > 0) write(format(chosen));
    told = chosen.at(-1)?.seq ?? told;
    if (seen - told >= MOST_UNTOLD) tellPlace();
  };
  const takeChosen = async (
    entries: readonly StoredEntry[],
    choose: Exclude<Told['choose'], undefined>,
  ): Promise<void> => {
    try {
      send(await choose(entries), entries);
    } catch (error) {
      // It comes back, and is told then.
      stream.destroy();
      throw error;
    }
    await waitForReader();
  };
  // Whoever is cut off before there was any event is not sent back to where the journal is by then.
  tellPlace();
  return {
    take(entries) {
      if (choose !== undefined) return takeChosen(entries, choose);
      send(entries, entries);
      return stream.writableNeedDrain ? waitForReader() : undefined;
    },
    beat() {
      if (stream.writableNeedDrain && ++missed > MOST_MISSED_BEATS) stream.destroy();
      else if (seen > told) tellPlace();
      else write(':\n\n');
    },
  };
}
