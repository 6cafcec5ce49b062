// An announcement as a CloudEvent (specification 1.0.2), in JSON format and structured mode.
import type { Announcement } from './announcement.ts';
import { formatCdEvent } from './cd-event.ts';
import { eventData } from './event-data.ts';

/**
 * Writes an announcement as a CloudEvent, which carries a CDEvent where there is one, by its CloudEvents binding.
 * `source` is a URI reference.
 */
export function formatCloudEvent(announcement: Announcement, source: string): object {
  const cdEvent = formatCdEvent(announcement, source);
  const subject = cdEvent?.subject.id ?? announcement.lines[0];
  return {
    specversion: '1.0',
    id: announcement.id,
    source,
    type: cdEvent?.context.type ?? `andon.${announcement.event}`,
    time: announcement.at,
    ...(subject === undefined ? {} : { subject }),
    datacontenttype: 'application/json',
    data: cdEvent ?? eventData(announcement),
  };
}
