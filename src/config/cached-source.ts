// The configuration of a server, as a developer's machine has it from a URL: kept in a folder of the developer's,
// asked for anew at most once in a while, and used as it was while the server cannot be reached.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AndonError, messageOf, systemCodeOf } from '../text/andon-error.ts';
import { download } from './download.ts';
import type { Validators } from './download.ts';

/** git asks at every commit, rules seldom change, and a server that is away would hold up each of them. */
const ASK_EVERY_MS = 5 * 60_000;

export interface CacheTools {
  /** Where copies are kept; made where it is missing. */
  readonly folder: string;
  readonly now: Date;
  /** Throws an AndonError where a file is no configuration that can be used. */
  readonly check: (file: string) => Promise<unknown>;
}

export interface CachedSource {
  readonly file: string;
  /** What the developer has to hear of. */
  readonly warnings: readonly string[];
}

/** What is known of a copy; times are ISO 8601. */
interface About {
  readonly url: string;
  readonly askedAt: string;
  /** When the server last said that this is its configuration. */
  readonly confirmedAt: string;
  readonly validators: Validators;
}

/**
 * Returns a file with the configuration at a URL.
 * @throws {AndonError} source-unreadable, and what `check` throws, where there is no copy to fall back on
 */
export async function readCachedSource(
  url: string,
  { folder: cache, now, check }: CacheTools,
): Promise<CachedSource> {
  const folder = join(cache, createHash('sha256').update(url).digest('hex').slice(0, 32));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [file, aboutFile] = [join(folder, 'andon.yaml'), join(folder, 'about.json')];
  const about = existsSync(file) ? readAbout(aboutFile) : undefined;
  if (about !== undefined && isRecent(about.askedAt, now)) return { file, warnings: [] };

  const askedAt = now.toISOString();
  const note = (change: Partial<About>): void => {
    const fresh = { url, confirmedAt: askedAt, validators: {}, ...about, askedAt, ...change };
    replace(aboutFile, JSON.stringify(fresh));
  };
  const keep = (former: About, reason: string): CachedSource => {
    note({});
    return { file, warnings: [`${url}: ${reason}; its rules of ${former.confirmedAt} are used`] };
  };

  const loaded = await download(url, about?.validators ?? {});
  if (loaded.kind === 'failed') {
    if (about !== undefined) return keep(about, loaded.reason);
    throw new AndonError('source-unreadable', `Cannot read ${url}: ${loaded.reason}`, {
      kind: 'unavailable',
    });
  }
  if (loaded.kind === 'fresh') {
    const next = join(folder, `next-${randomUUID()}.yaml`);
    try {
      writeFileSync(next, loaded.text);
      await check(next);
      renameSync(next, file);
    } catch (error) {
      // Such as the page of a proxy that asks for a password.
      if (!(error instanceof AndonError) || about === undefined) throw error;
      return keep(about, messageOf(error).replaceAll(/\s+/g, ' '));
    } finally {
      rmSync(next, { force: true });
    }
  }
  note({ confirmedAt: askedAt, ...(loaded.kind === 'fresh' ? { validators: loaded.validators } : {}) });
  return { file, warnings: [] };
}

function isRecent(time: string, now: Date): boolean {
  const age = now.getTime() - Date.parse(time);
  return age >= 0 && age < ASK_EVERY_MS;
}

function readAbout(path: string): About | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as About;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function replace(path: string, text: string): void {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}
