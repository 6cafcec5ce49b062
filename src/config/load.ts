// Reads one configuration file, named by its path, with cosmiconfig: YAML or JSON and nothing
// that is executed. Checks no meaning (schema.ts) and no owner (ownership.ts).
import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { AndonError, systemCodeOf } from '../text/andon-error.ts';
import { buildExplorer, type Boxed } from './explorer.ts';
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
  const explorer = buildExplorer();
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return refuse('the file is not a regular file');
    if (stat.size > LARGEST_FILE_BYTES) {
      return refuse(`the file has ${stat.size} bytes, expected at most ${LARGEST_FILE_BYTES}`);
    }
    const loaded = await explorer.load(file);
    const content = (loaded?.config as Boxed | undefined)?.content ?? {};
    return { kind: 'loaded', value: copyPlain(content) };
  } catch (error) {
    return refuse(describeFailure(file, error));
  }
}

/** Tells whether there is a file. @throws {AndonError} source-unreadable */
export function isPresent(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw unreadableSource(file, error);
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
