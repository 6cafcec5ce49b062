// Translates what Prometheus Alertmanager sends to a webhook: a group of alerts, version 4 of
// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config.
import { countOf } from '../text/count-of.ts';
import { fieldsOf, nameOf, textOf, urlOf } from './read-fields.ts';
import { readSeverity } from './read-severity.ts';
import { problem, report } from './translation.ts';
import type { Translated } from './translation.ts';

/** The store takes all of a payload in at once, and pushes wait meanwhile. */
const MOST_ALERTS = 500;

/** Translates a payload; the fingerprint of an alert says which alert it is. */
export function translateAlertmanager(payload: unknown): readonly Translated[] {
  return translateGroup(payload, { sender: 'Alertmanager', version: '4', limit: 'max_alerts' });
}

/** Translates the like of another sender, in a version of its own. */
export function translateGroup(
  payload: unknown,
  known: { readonly sender: string; readonly version: string; readonly limit: string },
): readonly Translated[] {
  const { version, alerts, truncatedAlerts } = fieldsOf(payload);
  if (version !== known.version || !Array.isArray(alerts))
    return [problem(`this is not what ${known.sender} sends to a webhook, in version ${known.version}`)];
  const leftOut = typeof truncatedAlerts === 'number' && truncatedAlerts > 0;
  const tooMany = alerts.length - MOST_ALERTS;
  return [
    ...alerts.slice(0, MOST_ALERTS).map((alert, index) => translateAlert(alert, index + 1)),
    ...(tooMany > 0 ? [problem(`${countOf(tooMany, 'alert')} too many: no more than ${MOST_ALERTS}`)] : []),
    ...(leftOut ? [problem(`${known.sender} left alerts out (${known.limit} of its webhook)`)] : []),
  ];
}

function translateAlert(alert: unknown, number: number): Translated {
  const { status, labels, annotations, fingerprint, generatorURL } = fieldsOf(alert);
  const { alertname, instance, severity, andon_line: line } = fieldsOf(labels);
  const { summary, message, description } = fieldsOf(annotations);
  const name = nameOf(alertname);
  const id = nameOf(fingerprint);
  const who = `alert ${number}${name === undefined ? '' : ` (${name})`}`;
  if (id === undefined) return problem(`${who} has no fingerprint`);
  if (status !== 'firing' && status !== 'resolved') return problem(`${who} is neither firing nor resolved`);
  const named = nameOf(line);
  const place = nameOf(instance);
  const called = [name ?? id, ...(place === undefined ? [] : [`on ${place}`])].join(' ');
  return report({
    // The name is one of the labels that the fingerprint is made of: with it, a person knows the key.
    key: name === undefined ? id : `${name}/${id}`,
    severity: readSeverity(nameOf(severity)),
    state: status,
    summary: textOf(summary) ?? textOf(message) ?? textOf(description) ?? called,
    ...urlOf(generatorURL),
    ...(named === undefined ? {} : { line: named }),
  });
}
