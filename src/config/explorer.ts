// cosmiconfig, kept from what it does unasked: it executes no code, follows no import, searches no
// folder and remembers nothing.
import { cosmiconfig, defaultLoaders, type Loader } from 'cosmiconfig';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AndonError } from '../text/andon-error.ts';

/** What a file holds, out of reach of cosmiconfig's own keys. */
export interface Boxed {
  readonly content: unknown;
}

// cosmiconfig follows a top-level `$import` to any other file and runs it where it is JavaScript.
// In a box the key is no longer at the top, and the schema reports it as unknown.
const boxed =
  (loader: Loader): Loader =>
  async (path, text): Promise<Boxed> => ({ content: isBlank(text) ? {} : await loader(path, text) });

// The YAML parser takes a file of comments, which is what install writes, for an error.
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
}

const refuseCode: Loader = (path) => {
  throw new Error(`${path} would have to be executed`);
};

/**
 * Makes the reader of explicitly named YAML and JSON files.
 * @throws {AndonError} source-unreadable where there is no folder for temporary files
 */
export function buildExplorer(): ReturnType<typeof cosmiconfig> {
  // Building an explorer looks for cosmiconfig's own settings in the current folder, and executes
  // its .config/config.js or .ts whatever the options say. So it is built in an empty folder that
  // nobody else can write to; the building is synchronous, no other code sees the detour.
  const before = process.cwd();
  const empty = makeEmptyFolder();
  try {
    process.chdir(empty);
    return cosmiconfig('andon', {
      searchPlaces: [],
      searchStrategy: 'none',
      cache: false,
      loaders: {
        ...Object.fromEntries(Object.keys(defaultLoaders).map((extension) => [extension, refuseCode])),
        '.yaml': boxed(defaultLoaders['.yaml']),
        '.yml': boxed(defaultLoaders['.yml']),
        '.json': boxed(defaultLoaders['.json']),
      },
    });
  } finally {
    try {
      // Whoever runs may have been brought to a folder that it may not enter by itself.
      process.chdir(before);
    } finally {
      rmdirSync(empty);
    }
  }
}

function makeEmptyFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'andon-empty-'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AndonError('source-unreadable', `Cannot make a temporary folder: ${reason}`, {
      kind: 'unavailable',
      cause,
    });
  }
}
