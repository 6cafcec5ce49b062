// The flags of andon alert that say in words what a monitor sees.
import { tellExitStatus } from '../alert/exit-status.ts';
import type { ToldAlert } from '../alert/translation.ts';
import type { AlertSeverity } from '../line/alert.ts';
import { requireWords } from '../push/require-value.ts';
import { invalid } from '../text/invalid.ts';
import { requireOption } from './require-option.ts';

export interface AlertWords {
  readonly key: string | undefined;
  readonly severity: AlertSeverity | undefined;
  readonly state: ToldAlert['state'] | undefined;
  readonly summary: string | undefined;
  readonly exitStatus: string | undefined;
  readonly url: string | undefined;
}

type Said = Pick<ToldAlert, 'state' | 'summary' | 'anew'>;

/** Returns the alert that the flags tell. @throws {AndonError} `value-invalid` */
export function requireToldAlert(words: AlertWords): ToldAlert {
  const key = requireWords('--key', requireOption('--key', words.key));
  return {
    key,
    severity: requireOption('--severity', words.severity),
    ...(words.exitStatus === undefined ? requireSaid(words) : requireExitStatus(key, words)),
    ...(words.url === undefined ? {} : { url: requireWords('--url', words.url) }),
  };
}

/** Requires that nothing is told by flags, where a monitor tells it. @throws {AndonError} `value-invalid` */
export function requireUntold({ key, state, summary, exitStatus, url }: AlertWords): void {
  if ([key, state, summary, exitStatus, url].every((word) => word === undefined)) return;
  throw invalid(
    '--from comes with --key, --state, --summary, --exit-status or --url',
    'The monitor says these itself: leave them away',
  );
}

function requireSaid({ state, summary }: AlertWords): Said {
  return {
    state: requireOption('--state', state),
    summary: requireWords('--summary', requireOption('--summary', summary)),
  };
}

function requireExitStatus(key: string, { exitStatus = '', state, summary }: AlertWords): Said {
  if (state !== undefined || summary !== undefined)
    throw invalid('--exit-status comes with --state or --summary', 'It says both: leave them away');
  const told = tellExitStatus(key, exitStatus);
  if (told !== undefined) return told;
  throw invalid(`"${exitStatus}" is not the exit status of a job`, 'Such as --exit-status $?');
}
