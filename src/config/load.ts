// Reads one configuration file, named by its path, with cosmiconfig: YAML or JSON and nothing
// that is executed. Checks no meaning (schema.ts) and no owner (ownership.ts).
import { cosmiconfig, defaultLoaders, type Loader } from 'cosmiconfig';
import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { AndonError, systemCodeOf } from '../text/andon-error.ts';
import { copyPlain } from './plain-copy.ts';
import type { ConfigProblem } from './problems.ts';

/** What a file holds, as plain data; an empty file holds no settings. */
export type Loaded =
  | { readonly kind: 'loaded'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly problem: ConfigProblem };

/** A configuration file is at most this large. */
export const LARGEST_FILE_BYTES = 1_048_576;

/**
 * Reads a configuration file; `file` is an absolute path.
 * @throws {AndonError} source-unreadable where the file may be sound and the system failed
 */
export async function loadFile(file: string): Promise<Loaded> {
  const refuse = (message: string): Loaded => ({ kind: 'refused', problem: { file, message } });
  // Of a file named `package` cosmiconfig returns one key instead of the whole.
  if (!['.yaml', '.yml', '.json'].includes(extname(file)) || basename(file).startsWith('package.')) {
    return refuse('the file has a name that cannot be used, expected one such as andon.yaml, .yml or .json');
  }
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return refuse('the file is not a regular file');
    if (stat.size > LARGEST_FILE_BYTES) {
      return refuse(`the file has ${stat.size} bytes, expected at most ${LARGEST_FILE_BYTES}`);
    }
    const loaded = await buildExplorer().load(file);
    const content = (loaded?.config as Boxed | undefined)?.content ?? {};
    return { kind: 'loaded', value: copyPlain(content) };
  } catch (error) {
    return refuse(describeFailure(file, error));
  }
}

/** Makes the error for a file that the system does not let us read. */
export function unreadableSource(file: string, cause: unknown): AndonError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AndonError('source-unreadable', `Cannot read ${file}: ${reason}`, {
    kind: 'unavailable',
    cause,
  });
}

interface Boxed {
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

function buildExplorer(): ReturnType<typeof cosmiconfig> {
  // Building an explorer looks for cosmiconfig's own settings in the current folder, and executes
  // its .config/config.js or .ts whatever the options say. So it is built in an empty folder that
  // nobody else can write to; the building is synchronous, no other code sees the detour.
  const before = process.cwd();
  const empty = mkdtempSync(join(tmpdir(), 'andon-empty-'));
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
    process.chdir(before);
    rmdirSync(empty);
  }
}

function describeFailure(file: string, error: unknown): string {
  if (error instanceof RangeError) return `the file ${error.message}`;
  if (!(error instanceof Error)) throw error;
  if (systemCodeOf(error) === 'ENOENT') return 'the file does not exist';
  // A full disk or a missing permission is mended without touching the file, so it must not be
  // remembered against the file.
  if (systemCodeOf(error) !== undefined) throw unreadableSource(file, error);
  // YAMLException: what is wrong and where, without the drawing of the lines around it.
  if ('reason' in error) {
    const { mark } = error as { mark?: { line: number; column: number } };
    const place = mark === undefined ? '' : `, line ${mark.line + 1}, column ${mark.column + 1}`;
    return `the file is not valid YAML: ${String(error.reason)}${place}`;
  }
  if (error instanceof SyntaxError) {
    return `the file is not valid JSON: ${error.message.slice(error.message.indexOf('\n') + 1)}`;
  }
  throw error;
}
