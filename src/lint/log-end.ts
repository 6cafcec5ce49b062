// Where a commit message ends for git's trailer code: what an editor or a merge left below does not
// count. Follows git's ignored_log_message_bytes() under default configuration.
import { lineAfter } from './whitespace.ts';

const SCISSORS = '# ------------------------ >8 ------------------------\n';

/**
 * Returns the offset at which the log message ends. Below it lie the scissors line and what follows
 * it, or a last run of comments, empty lines and an old-style `Conflicts:` list.
 */
export function findLogEnd(message: string): number {
  const cutoff = findScissors(message);

  // 0 stands for "no such run": a run that starts the message is never taken off, in git as here.
  let run = 0;
  let inConflicts = false;
  for (let at = 0; at < cutoff; at = lineAfter(message, at)) {
    if (message[at] === '#' || message[at] === '\n') run ||= at;
    else if (message.startsWith('Conflicts:\n', at)) {
      inConflicts = true;
      run ||= at;
    } else if (!inConflicts || message[at] !== '\t') {
      if (run !== 0) inConflicts = false;
      run = 0;
    }
  }
  return run === 0 ? cutoff : run;
}

/** Returns the offset of the scissors line (git-commit(1), --cleanup=scissors), or the message's length. */
export function findScissors(message: string): number {
  if (message.startsWith(SCISSORS)) return 0;
  const newline = message.indexOf(`\n${SCISSORS}`);
  return newline === -1 ? message.length : newline + 1;
}
