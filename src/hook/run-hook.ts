// What both hooks have in common: read the input, keep the deadline, print what is to be said, and
// turn whatever goes wrong into a refusal that names the way out.
import { closeSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AndonError, messageOf, systemCodeOf } from '../text/andon-error.ts';
import { escapeText } from '../text/escape.ts';
import { COLUMNS, hintCommand, labelText, wrapText } from '../text/layout.ts';
import { capOutput } from '../text/print-capped.ts';

/** What the shim tells its hook (shimText). */
export interface HookCall {
  /** Where the hook file lies that git ran. */
  readonly hooksFolder: string;
  /** The shim's parent; a shim of an older release does not say. */
  readonly firstParent: number | undefined;
}

/** Reads what the shim says behind the bundle's name. */
export function readHookCall([, , hookFile = 'hooks/unknown', firstParent]: readonly string[]): HookCall {
  return {
    hooksFolder: dirname(hookFile),
    firstParent: firstParent === undefined ? undefined : Number(firstParent),
  };
}

/** What a hook says and what it returns to git. */
export interface HookResult {
  readonly lines: readonly string[];
  readonly code: number;
}

/** Reads standard input to its end, or to one byte more than `mostBytes`. */
export function readInput(mostBytes: number): Buffer {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(65_536);
    let count: number;
    try {
      count = readSync(0, chunk);
    } catch (error) {
      if (systemCodeOf(error) === 'EAGAIN') continue;
      if (systemCodeOf(error) === 'EOF') break;
      throw error;
    }
    if (count === 0) break;
    sizeBytes += count;
    chunks.push(chunk.subarray(0, count));
    if (sizeBytes > mostBytes) break;
  }
  return Buffer.concat(chunks);
}

/** Prints to standard error in one piece of at most 16 KiB, so that it can never block. */
export function printLines(lines: readonly string[]): void {
  const bytes = capOutput(lines);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(2, bytes, at);
  } catch (error) {
    // The client is gone: there is nobody to tell, and the verdict stands.
    if (systemCodeOf(error) !== 'EPIPE' && systemCodeOf(error) !== 'EAGAIN') throw error;
  }
}

/** What a failure means for the push. */
export interface Outcome {
  readonly label: 'error' | 'warning';
  readonly text: string;
}

/** Turns what was thrown into what the pusher reads; a bug of ours goes into the log whole. */
export function renderFailure(error: unknown, logFolder: string, outcome: Outcome): readonly string[] {
  const { label, text } = outcome;
  if (error instanceof AndonError && error.kind !== 'internal') {
    const [first = '', ...rest] = error.message.split('\n').map(escapeText);
    // Who pushes can do nothing about the configuration or the store.
    const forAdmin = error.kind !== 'deadline' && error.hints.length > 0;
    return [
      ...labelText(label, `${text}: ${first}`),
      ...rest.flatMap((line) => wrapText(line.trim(), COLUMNS - 2).map((part) => `  ${part}`)),
      ...(forAdmin ? ['hint: ask the admin to mend it:'] : []),
      // Each has a command or a path in it, to be copied in one piece.
      ...error.hints.map((hint) => `hint: ${forAdmin ? '  ' : ''}${escapeText(hint)}`),
    ];
  }
  const log = join(logFolder, 'andon.log');
  return [
    ...labelText(label, `${text}: internal error of andon`),
    ...(writeLog(log, error)
      ? hintCommand('ask the admin to look; the log has it:', escapeText(log))
      : ['hint: ask the admin to look; the log could not be written']),
  ];
}

function writeLog(path: string, error: unknown): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'a', 0o640);
    const stack = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
    writeSync(
      file,
      `${JSON.stringify({ level: 50, time: Date.now(), pid: process.pid, msg: 'internal error', stack })}\n`,
    );
    closeSync(file);
    return true;
  } catch (logError) {
    if (systemCodeOf(logError) === undefined) throw logError;
    return false;
  }
}
