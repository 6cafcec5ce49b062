// Translates what PagerDuty sends to a webhook of version 3: https://github.com/PagerDuty/developer-docs/blob/main/docs/webhooks/01-Overview.md.
import { fieldsOf, nameOf, textOf, urlOf } from '../alert/read-fields.ts';
import { problem } from '../alert/translation.ts';
import type { ToldAlert } from '../alert/translation.ts';
import { nothing, quoteWord } from './nothing.ts';
import { timeOf } from './read-values.ts';
import type { Headers, Told } from './told.ts';

/** Those that begin or end an incident. Who looks at it, and what they say of it, is nothing to a line. */
const STATES: ReadonlyMap<unknown, 'firing' | 'resolved'> = new Map([
  ['incident.triggered', 'firing'],
  ['incident.reopened', 'firing'],
  ['incident.resolved', 'resolved'],
]);

/** Translates an event. */
export function translatePagerduty(_: Headers, body: unknown): readonly Told[] {
  const { event_type: type, occurred_at: occurred, data } = fieldsOf(fieldsOf(body)['event']);
  if (typeof type !== 'string') return [problem('it has no event with an event_type')];
  const state = STATES.get(type);
  if (state === undefined)
    return [nothing(`an event ${quoteWord(type)} neither begins nor ends an incident`)];
  const { id, title, urgency, html_url: url } = fieldsOf(data);
  const [key, at] = [nameOf(id), timeOf(occurred)];
  if (key === undefined) return [problem('it is about an incident without an id')];
  // Nothing else in it says when it was signed.
  if (at === undefined) return [problem(`it does not say when ${key} was ${state}`)];
  const alert: ToldAlert = {
    key,
    // Of the two urgencies there are, one wakes people up.
    severity: urgency === 'high' ? 'critical' : 'warning',
    state,
    summary: textOf(title) ?? `incident ${key}`,
    ...urlOf(url),
  };
  return [{ kind: 'report', alert, at }];
}
