// Translates what Grafana Alerting sends to a webhook: a group of alerts as Alertmanager has them, with more fields.
// https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
import { translateGroup } from '../alert/alertmanager.ts';
import type { Headers, Told } from './told.ts';

/** Translates a group; the fingerprint of an alert says which alert it is. */
export function translateGrafana(_: Headers, body: unknown): readonly Told[] {
  return translateGroup(body, { sender: 'Grafana', version: '1', limit: 'Max Alerts' });
}
