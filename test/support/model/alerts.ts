// The model's alerts: only what a monitor says anew counts.
import type { Line, Model } from './model.ts';
import { liftStop, listOpen, openStop } from './stops.ts';

export interface ModelAlert {
  readonly line: Line;
  readonly key: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly state: 'firing' | 'resolved';
  readonly anew: boolean;
}

export function alert(model: Model, { line, key, severity, state, anew }: ModelAlert): void {
  const { settings, alerts, now } = model;
  const known = alerts.get(`${line} ${key}`);
  const said = state === 'resolved' ? state : severity;
  const own = listOpen(model, line).filter(({ of }) => of === `alert ${key}`);
  const isAgain = anew && state === 'firing' && own.length === 0;
  if ((known === said && !isAgain) || (known === undefined && state === 'resolved')) return;
  alerts.set(`${line} ${key}`, said);
  if (state === 'resolved') {
    if (settings.autoResume) for (const stop of own) liftStop(model, stop, { by: 'alert', at: now });
    return;
  }
  if (severity === 'info' || own.some(({ turnsAt }) => turnsAt === undefined)) return;
  if (severity === 'warning' && own.length > 0) return;
  const turnsAt = severity === 'warning' ? now + settings.grace : undefined;
  openStop(model, { line, of: `alert ${key}`, turnsAt });
}
