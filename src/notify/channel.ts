// A channel: where announcements go, and which of them. Plain JSON, as the applied configuration holds it; what
// is secret stands elsewhere, and is named here.
import type { Cause } from '../line/stop.ts';
import type { AnnouncedEvent, Announcement } from './announcement.ts';
import type { Template } from './template.ts';

/** A text that may be secret: as it is, in a file, or in the environment of whoever delivers. */
export type TextSource = { readonly value: string } | { readonly file: string } | { readonly env: string };

/** What is sent over the network goes to public addresses, and to the private ones that are listed. */
interface Reach {
  /** Names of hosts, addresses, and ranges such as 10.0.0.0/8. */
  readonly allowPrivate: readonly string[];
}

/** Something that takes a request over HTTP. */
export interface HttpDestination extends Reach {
  readonly kind: 'slack' | 'teams' | 'webhook' | 'cloudevents';
  readonly url: TextSource;
  /** What requests are signed with (Standard Webhooks). */
  readonly secret?: TextSource;
}

export interface EmailDestination extends Reach {
  readonly kind: 'email';
  readonly to: readonly string[];
  readonly from: string;
  readonly via:
    /** Absolute path of a program that takes what sendmail(8) takes. */
    { readonly sendmail: string } | { readonly smtp: TextSource; readonly secret?: TextSource };
}

export interface CommandDestination {
  readonly kind: 'command';
  /** The program by its absolute path, and its arguments. */
  readonly command: readonly string[];
}

export type Destination = HttpDestination | EmailDestination | CommandDestination;

export interface Channel {
  readonly name: string;
  readonly destination: Destination;
  readonly lines?: readonly string[];
  readonly events?: readonly AnnouncedEvent[];
  readonly causes?: readonly Cause[];
  /** For people only: programs get what happened. */
  readonly template?: Template;
}

/**
 * Tells whether a channel wants an announcement. Whoever got past a stop by being who they are is announced
 * wherever the line is: a filter must not make an override a secret. What is about no line that is known goes
 * to all, because one message too many is better than a drift that nobody hears of.
 */
export function wants({ lines, events, causes }: Channel, announcement: Announcement): boolean {
  const { event, cause } = announcement;
  if (event === 'test') return true;
  const about = announcement.lines;
  if (lines !== undefined && about.length > 0 && !about.some((line) => lines.includes(line))) return false;
  if (event === 'push.override' || event === 'push.exempt') return true;
  if (events !== undefined && !asked(event).some((each) => events.includes(each))) return false;
  return causes === undefined || cause === undefined || causes.includes(cause);
}

/** Whoever wants to hear of stops hears of those that were cautions before. */
function asked(event: AnnouncedEvent): readonly AnnouncedEvent[] {
  return event === 'stop.escalated' ? ['stop.escalated', 'stop.opened'] : [event];
}

/** Tells whether a channel takes anything from the environment of whoever delivers. */
export function needsEnvironment({ destination }: Channel): boolean {
  const sources = [
    'url' in destination ? destination.url : undefined,
    'secret' in destination ? destination.secret : undefined,
    ...('via' in destination && 'smtp' in destination.via
      ? [destination.via.smtp, destination.via.secret]
      : []),
  ];
  return sources.some((source) => source !== undefined && 'env' in source);
}
