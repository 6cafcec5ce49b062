// Translates a notification of Nagios, from the environment that it runs commands with (enable_environment_macros,
// https://assets.nagios.com/downloads/nagioscore/docs/nagioscore/4/en/macrolist.html). On a command line, what a
// plugin printed could add arguments, or commands of its own.
import type { AlertSeverity } from '../line/alert.ts';
import { fieldsOf, nameOf, textOf, urlOf } from './read-fields.ts';
import { problem, report } from './translation.ts';
import type { Translated } from './translation.ts';

const STATES: ReadonlyMap<unknown, AlertSeverity | 'fine'> = new Map([
  ['OK', 'fine'],
  ['UP', 'fine'],
  ['CRITICAL', 'critical'],
  ['DOWN', 'critical'],
  ['WARNING', 'warning'],
  ['UNKNOWN', 'warning'],
  // Whether it is down cannot be seen: what lies in between has an alert of its own.
  ['UNREACHABLE', 'warning'],
]);

/** Types of notifications that begin a silence, or are for people only. */
const SAYS_NOTHING: ReadonlySet<unknown> = new Set([
  'ACKNOWLEDGEMENT',
  'CUSTOM',
  'FLAPPINGSTART',
  'DOWNTIMESTART',
]);
/** Those that end one: what became fine meanwhile is never told again, and what did not is. The last two are Icinga's. */
const ENDS_SILENCE: ReadonlySet<unknown> = new Set([
  'FLAPPINGSTOP',
  'FLAPPINGDISABLED',
  'DOWNTIMEEND',
  'DOWNTIMECANCELLED',
  'FLAPPINGEND',
  'DOWNTIMEREMOVED',
]);

/** Translates the environment of a notification, of a service or else of a host. */
export function translateNagios(payload: unknown): readonly Translated[] {
  const macros = fieldsOf(payload);
  const host = nameOf(macros['NAGIOS_HOSTNAME']);
  const type = nameOf(macros['NAGIOS_NOTIFICATIONTYPE']);
  if (host === undefined || type === undefined)
    return [problem('NAGIOS_HOSTNAME or NAGIOS_NOTIFICATIONTYPE is not set: see enable_environment_macros')];
  if (SAYS_NOTHING.has(type)) return [];
  const ends = ENDS_SILENCE.has(type);
  if (!ends && type !== 'PROBLEM' && type !== 'RECOVERY')
    return [problem(`NAGIOS_NOTIFICATIONTYPE is "${type}", which is not known`)];
  const about = isSet(macros['NAGIOS_SERVICEDESC']) ? 'SERVICE' : 'HOST';
  const service = about === 'HOST' ? undefined : nameOf(macros['NAGIOS_SERVICEDESC']);
  if (about === 'SERVICE' && service === undefined) return [problem('NAGIOS_SERVICEDESC is no name')];
  const state = nameOf(macros[`NAGIOS_${about}STATE`]);
  const severity = STATES.get(state);
  if (state === undefined || severity === undefined)
    return [problem(`NAGIOS_${about}STATE is "${state ?? ''}", which is not known`)];
  if (ends && severity !== 'fine') return [];
  const key = service === undefined ? host : `${host}/${service}`;
  const output = textOf(macros[`NAGIOS_${about}OUTPUT`]);
  return [
    report({
      key,
      severity: severity === 'fine' ? 'info' : severity,
      state: severity === 'fine' ? 'resolved' : 'firing',
      summary: `${key} is ${state}${output === undefined ? '' : `: ${output}`}`,
      ...urlOf(macros[`NAGIOS_${about}NOTESURL`]),
    }),
  ];
}

/** Tells whether a macro is there: those of services are empty where a host is meant. */
function isSet(macro: unknown): boolean {
  return macro !== undefined && macro !== '';
}
