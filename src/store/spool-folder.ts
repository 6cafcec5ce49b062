// The spool on disk: one file for each event, written whole under a temporary name, synced and
// renamed. The store remembers the names it took in, so a crash in between takes nothing in twice.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
      const files = folders.flatMap((folder) =>
        spooledNames(folder).map((name) => ({ name, path: join(folder, name) })),
      );
      if (files.length === 0) return;
      // As they happened, whichever folder took them: a push is explained by those before it.
      files.sort((a, b) => (a.name < b.name ? -1 : 1));
      await store.takeIn(
        files.flatMap(({ name, path }) => {
          const event = readEvent(path);
          return event === undefined ? [] : [{ name, event }];
        }),
      );
      for (const { path } of files) rmSync(path, { force: true });
    },
  };
}

function writeEvent(folder: string, event: SpooledEvent): void {
  mkdirSync(folder, { recursive: true });
  const push = event.kind === 'settlement' ? event.settlement.push : event.admission.push;
  const name = `${event.happenedAt.replaceAll(':', '')}-${event.kind}-${push}.json`;
  const temporary = join(folder, `.${name}.tmp`);
  try {
    // All of it or an error: where little room is left, a single write(2) takes a part and is content.
    writeFileSync(temporary, JSON.stringify(event), { flag: 'wx', mode: 0o640, flush: true });
    renameSync(temporary, join(folder, name));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function spooledNames(folder: string): readonly string[] {
  // Nearly always: what is thrown for it would take as long as all else here.
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
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
