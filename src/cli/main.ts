// The andon command: reads the flags, runs one command, prints what failed.
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { run } from '@optique/run';
import { AndonError, exitCodeOf, systemCodeOf } from '../text/andon-error.ts';
import { escapeText } from '../text/escape.ts';
import { auditCommand } from './audit.ts';
import { amendCommand, claimCommand, resumeCommand } from './change-stop.ts';
import { checkCommand } from './check.ts';
import { configCommand } from './config.ts';
import type { Context } from './context.ts';
import { doctorCommand } from './doctor.ts';
import { hookCommand } from './hook.ts';
import { installCommand, uninstallCommand } from './install.ts';
import { lintCommand } from './lint.ts';
import { logCommand } from './log.ts';
import { rulesCommand } from './rules.ts';
import { statusCommand, waitCommand } from './status.ts';
import { stopCommand } from './stop.ts';

const VERSION = '0.1.0';

const parser = or(
  or(stopCommand, statusCommand, waitCommand, claimCommand, amendCommand, resumeCommand, logCommand),
  or(
    auditCommand,
    doctorCommand,
    configCommand,
    rulesCommand,
    lintCommand,
    checkCommand,
    hookCommand,
    installCommand,
    uninstallCommand,
  ),
);

const context: Context = {
  facts: process,
  // Who called sudo is who acts.
  by: process.env['SUDO_USER'] ?? userInfo().username,
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

const action = run(parser, {
  programName: 'andon',
  brief: message`Stops the production line of a git server.`,
  help: 'both',
  version: VERSION,
  completion: 'command',
  errorExitCode: exitCodeOf('usage'),
  aboveError: 'usage',
  colors: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
});

try {
  process.exitCode = await action(context);
} catch (error) {
  if (!(error instanceof AndonError)) throw error;
  context.remark(`andon: ${error.message.split('\n').map(escapeText).join('\n')}`);
  for (const hint of error.hints) context.remark(`hint: ${escapeText(hint)}`);
  process.exitCode = exitCodeOf(error.kind);
}
