// Translates how a service ended, from the environment of the units that systemd starts by OnFailure= and
// OnSuccess= (systemd.exec(5), $MONITOR_SERVICE_RESULT and others; since version 251).
import { fieldsOf, nameOf } from './read-fields.ts';
import { problem, report } from './translation.ts';
import type { Translated } from './translation.ts';

/** Translates the environment of a unit that was started for another one. */
export function translateSystemd(payload: unknown): readonly Translated[] {
  const environment = fieldsOf(payload);
  const unit = nameOf(environment['MONITOR_UNIT']);
  const result = nameOf(environment['MONITOR_SERVICE_RESULT']);
  if (unit === undefined || result === undefined)
    return [
      problem(
        'MONITOR_UNIT or MONITOR_SERVICE_RESULT is not set: systemd tells it a unit that OnFailure= or OnSuccess= ' +
          'of one service starts, and not one that both start',
      ),
    ];
  const isFine = result === 'success';
  return [
    report({
      key: unit,
      severity: isFine ? 'info' : 'critical',
      state: isFine ? 'resolved' : 'firing',
      summary: isFine ? `${unit} succeeded` : `${unit} failed: ${result}${end(environment)}`,
      ...(isFine ? {} : { anew: true }),
    }),
  ];
}

/** How the process ended, in systemd's words: ` (exited 3)`, ` (killed TERM)`. */
function end(environment: Readonly<Record<string, unknown>>): string {
  const words = [nameOf(environment['MONITOR_EXIT_CODE']), nameOf(environment['MONITOR_EXIT_STATUS'])];
  const said = words.filter((word) => word !== undefined).join(' ');
  return said === '' ? '' : ` (${said})`;
}
