// The spool on disk: one file for each event, written whole under a temporary name, synced and
// renamed. The store remembers the names it took in, so a crash in between takes nothing in twice.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Spool } from '../push/spool.ts';
import type { SpooledEvent } from '../push/store.ts';
import { AndonError, messageOf, systemCodeOf } from '../text/andon-error.ts';

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
      throw new AndonError(
        'spool-unwritable',
        `No spool can be written: ${problems.map(messageOf).join('; ')}`,
        {
          kind: 'unavailable',
          hints: [`see that the hooks may write ${folders.join(' or ')}, and that there is room`],
          cause: new AggregateError(problems),
        },
      );
    },
    async takeIn(store) {
      const problems: string[] = [];
      const files = folders.flatMap((folder) => listFolder(folder, problems));
      // As they happened, whichever folder took them: a push is explained by those before it.
      files.sort((a, b) => (a.name < b.name ? -1 : 1));
      const events = files.flatMap((file) => {
        const event = readEvent(file.path, problems);
        return event === undefined ? [] : [{ ...file, event }];
      });
      if (events.length > 0) await store.takeIn(events);
      for (const { path } of events) rmSync(path, { force: true });
      return problems;
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

interface SpoolFile {
  readonly name: string;
  readonly path: string;
}

function listFolder(folder: string, problems: string[]): readonly SpoolFile[] {
  // Nearly always: what is thrown for it would take as long as all else here.
  if (!existsSync(folder)) return [];
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.map((name) => ({ name, path: join(folder, name) }));
  } catch (error) {
    if (systemCodeOf(error) === undefined) throw error;
    problems.push(`The spool "${folder}" cannot be read: ${messageOf(error)}`);
    return [];
  }
}

/** Returns undefined for a file that another process has taken in meanwhile, and for one that makes no sense. */
function readEvent(path: string, problems: string[]): SpooledEvent | undefined {
  try {
    const event = JSON.parse(readFileSync(path, 'utf8')) as Partial<SpooledEvent> | null;
    if (event?.kind === 'settlement' || event?.kind === 'admission') return event as SpooledEvent;
    throw new SyntaxError('it is no event');
  } catch (error) {
    if (systemCodeOf(error) === undefined && !(error instanceof SyntaxError)) throw error;
    if (systemCodeOf(error) !== 'ENOENT')
      problems.push(`The spooled event "${path}" cannot be read: ${messageOf(error)}`);
    return undefined;
  }
}
