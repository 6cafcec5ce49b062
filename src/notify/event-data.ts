// An announcement for programs: what webhooks, CloudEvents and commands get. JSON needs no escaping but its own.
import type { Announcement } from './announcement.ts';

/** Returns the facts of an announcement; times are ISO 8601 in UTC. */
export function eventData(announcement: Announcement): object {
  return { ...announcement, text: announcement.text.join('\n') };
}

/** The body of a generic webhook, in the shape that Standard Webhooks recommends. */
export function formatWebhook(announcement: Announcement): object {
  return { type: announcement.event, timestamp: announcement.at, data: eventData(announcement) };
}
