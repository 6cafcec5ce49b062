// An announcement as a CDEvent (https://cdevents.dev, specification 0.5.1), where the vocabulary has a word for it.
import type { Announcement } from './announcement.ts';
import { eventData } from './event-data.ts';

const VERSION = '0.5.1';
const DETECTED = 'dev.cdevents.incident.detected.0.3.0';
const RESOLVED = 'dev.cdevents.incident.resolved.0.3.0';

/**
 * A stop or a caution is an incident, which is detected when it is opened and resolved when it is lifted. Whatever
 * happens to it in between has no word, because an incident is not a ticket.
 */
const TYPES: Readonly<Partial<Record<Announcement['event'], string>>> = {
  'stop.opened': DETECTED,
  'caution.opened': DETECTED,
  'stop.lifted': RESOLVED,
};

export interface CdEvent {
  readonly context: { readonly type: string; readonly [more: string]: string };
  readonly subject: { readonly id: string; readonly content: object };
  readonly customData: object;
}

/**
 * Writes an announcement as a CDEvent; undefined where there is no type for it. `source` names the store: stops are
 * numbered in it, so that one that is lifted has the subject that it was opened with.
 */
export function formatCdEvent(announcement: Announcement, source: string): CdEvent | undefined {
  const { id, at, cause, event, lines, stops = [], text } = announcement;
  const [type, [line], [stop]] = [TYPES[event], lines, stops];
  // What the calendar stops is no incident: every weekend would count as an outage.
  if (type === undefined || cause === 'schedule' || line === undefined || stop === undefined)
    return undefined;
  return {
    context: { specversion: VERSION, id, source, type, timestamp: at },
    subject: {
      id: `stop-${stop}`,
      content: { description: text[0] ?? '', environment: { id: line, source } },
    },
    customData: eventData(announcement),
  };
}
