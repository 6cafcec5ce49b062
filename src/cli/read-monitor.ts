// Reads what a monitor hands over, by the way that it has for that, and translates it.
import { translateAlertmanager } from '../alert/alertmanager.ts';
import { translateNagios } from '../alert/nagios.ts';
import { translateSystemd } from '../alert/systemd.ts';
import type { Translated } from '../alert/translation.ts';
import type { Context } from './context.ts';
import { readJson } from './read-json.ts';

export const MONITORS = ['alertmanager', 'nagios', 'systemd'] as const;

/** Reads what one of the monitors sends. @throws {AndonError} `value-invalid` */
export async function readMonitor(
  monitor: (typeof MONITORS)[number],
  { facts }: Pick<Context, 'facts'>,
): Promise<readonly Translated[]> {
  switch (monitor) {
    case 'alertmanager':
      return translateAlertmanager(await readJson(process.stdin));
    case 'nagios':
      return translateNagios(facts.env);
    case 'systemd':
      return translateSystemd(facts.env);
  }
}
