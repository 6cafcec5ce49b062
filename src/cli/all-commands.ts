// All commands of andon, for whoever asks for help, completion or the reason why the flags are refused.
import { or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { run } from '@optique/run';
import { exitCodeOf } from '../text/andon-error.ts';
import { alertCommand } from './alert.ts';
import { auditCommand } from './audit.ts';
import { amendCommand, claimCommand, resumeCommand } from './change-stop.ts';
import { checkCommand } from './check.ts';
import { ciCommand } from './ci.ts';
import { configCommand } from './config.ts';
import type { Action } from './context.ts';
import { doctorCommand } from './doctor.ts';
import { hookCommand } from './hook.ts';
import { installCommand, uninstallCommand } from './install.ts';
import { lintCommand } from './lint.ts';
import { logCommand } from './log.ts';
import { notifyCommand } from './notify.ts';
import { revertCommand } from './revert.ts';
import { serveCommand } from './serve.ts';
import { storeCommand } from './store.ts';
import { tokenCommand } from './token.ts';
import { rulesCommand } from './rules.ts';
import { statusCommand, waitCommand } from './status.ts';
import { stopCommand } from './stop.ts';
import { suspectsCommand } from './suspects.ts';
import { tickCommand } from './tick.ts';

const VERSION = '0.1.0';

const parser = or(
  or(stopCommand, statusCommand, waitCommand, claimCommand, amendCommand, resumeCommand, logCommand),
  or(serveCommand, tokenCommand, storeCommand),
  or(
    tickCommand,
    auditCommand,
    notifyCommand,
    doctorCommand,
    configCommand,
    ciCommand,
    alertCommand,
    suspectsCommand,
    revertCommand,
    rulesCommand,
    lintCommand,
    checkCommand,
    hookCommand,
    installCommand,
    uninstallCommand,
  ),
);

/** Reads the flags of this process; ends it where they ask for help or completion, or are wrong. */
export function readFlags(): Action {
  return run(parser, {
    programName: 'andon',
    brief: message`Stops the production line of a git server.`,
    help: 'both',
    showChoices: { label: '', maxItems: Infinity },
    version: VERSION,
    completion: 'command',
    errorExitCode: exitCodeOf('usage'),
    aboveError: 'usage',
    colors: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  });
}
