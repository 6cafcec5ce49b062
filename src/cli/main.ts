// The andon command: reads the flags, runs one command, prints what failed.
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from '@optique/core/parser';
import { AndonError, exitCodeOf, systemCodeOf } from '../text/andon-error.ts';
import { escapeText } from '../text/escape.ts';
import type { Action, Context } from './context.ts';
import { lintCommand } from './lint.ts';

const { SUDO_USER = '' } = process.env;
const context: Context = {
  facts: process,
  // Who called sudo is who acts.
  by: SUDO_USER === '' ? userInfo().username : SUDO_USER,
  print: (line) => void process.stdout.write(`${line}\n`),
  remark: (line) => void process.stderr.write(`${line}\n`),
  sleep: async (ms) => sleep(ms),
  now: () => new Date(),
};

// Whoever reads may have seen enough: `andon log | head`.
process.stdout.on('error', (error) => {
  if (systemCodeOf(error) !== 'EPIPE') throw error;
  process.exit(0);
});

void main();

async function main(): Promise<void> {
  const action = await findAction(process.argv.slice(2));
  try {
    process.exitCode = await action(context);
  } catch (error) {
    if (!(error instanceof AndonError)) {
      // Thrown further, Node would print the line that it is from, and that is half of this program.
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      context.remark(`andon: internal error: ${escapeLines(what)}`);
      process.exitCode = exitCodeOf('internal');
      return;
    }
    context.remark(`andon: ${escapeLines(error.message)}`);
    for (const hint of error.hints) context.remark(`hint: ${escapeText(hint)}`);
    process.exitCode = exitCodeOf(error.kind);
  }
}

/**
 * Reads the flags. Every commit waits for `andon lint`, which is read without the other commands; where that
 * fails, as it does for --help, they all are needed to say so.
 */
async function findAction(args: readonly string[]): Promise<Action> {
  if (args[0] === 'lint') {
    const parsed = parse(lintCommand, args);
    if (parsed.success) return parsed.value;
  }
  const { readFlags } = await import('./all-commands.ts');
  return readFlags();
}

/** What went wrong may hold a stranger's words; its lines are ours. */
function escapeLines(text: string): string {
  return text.split('\n').map(escapeText).join('\n');
}
