// Asks the configuration whether who runs a command may do what it does.
import { mayAct } from '../line/authority.ts';
import type { LineAction } from '../line/authority.ts';
import type { Stop } from '../line/stop.ts';
import type { Policy } from './policy.ts';
import { AndonError } from '../text/andon-error.ts';

/** @throws {AndonError} `not-permitted` */
export function requireAuthority(
  { lines }: Pick<Policy, 'lines'>,
  action: LineAction,
  { line, cause, by }: Pick<Stop, 'line' | 'cause' | 'by'>,
): void {
  const authority = lines.find(({ name }) => name === line)?.authority;
  if (mayAct(authority, action, { cause, by })) return;
  const permitted = authority?.[action]?.[cause] ?? [];
  throw new AndonError('not-permitted', `${by} may not ${action} on line ${line} for the cause "${cause}"`, {
    kind: 'usage',
    hints: [
      permitted.length === 0
        ? `The configuration lets nobody: the admin can change it, in authority.${action} of line ${line}`
        : `Ask one of: ${permitted.join(', ')}`,
    ],
  });
}
