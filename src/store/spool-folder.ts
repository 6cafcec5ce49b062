// The spool on disk: one file for each event, written whole under a temporary name, synced and
// renamed. The store remembers the names it took in, so a crash in between takes nothing in twice.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Spool } from '../push/spool.ts';
import type { SpooledEvent } from '../push/store.ts';
import { systemCodeOf } from '../text/andon-error.ts';

/** Keeps events in the first of `folders` that takes them: the store's own folder may be what is broken. */
export function spoolFolder(folders: readonly string[]): Spool {
  return {
    write(event) {
      const problems: unknown[] = [];
      for (const folder of folders) {
        try {
          return writeEvent(folder, event);
        } catch (error) {
          problems.push(error);
        }
      }
      throw new AggregateError(problems, `no spool folder can be written: ${folders.join(', ')}`);
    },
    async takeIn(store) {
      for (const folder of folders) {
        const names = spooledNames(folder);
        if (names.length === 0) continue;
        await store.takeIn(
          names.flatMap((name) => {
            const event = readEvent(join(folder, name));
            return event === undefined ? [] : [{ name, event }];
          }),
        );
        for (const name of names) rmSync(join(folder, name), { force: true });
      }
    },
  };
}

function writeEvent(folder: string, event: SpooledEvent): void {
  mkdirSync(folder, { recursive: true });
  const push = event.kind === 'settlement' ? event.settlement.push : event.admission.push;
  const name = `${event.happenedAt.replaceAll(':', '')}-${event.kind}-${push}.json`;
  const temporary = join(folder, `.${name}.tmp`);
  const file = openSync(temporary, 'wx', 0o640);
  try {
    writeSync(file, JSON.stringify(event));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, join(folder, name));
}

function spooledNames(folder: string): readonly string[] {
  // Nearly always: what is thrown for it would take as long as all else here.
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}

/** Returns undefined for a file that another process has taken in since the folder was read. */
function readEvent(path: string): SpooledEvent | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SpooledEvent;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
