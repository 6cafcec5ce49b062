// A channel: where announcements go, and which of them. Plain JSON, as the applied configuration holds it; what
// is secret stands elsewhere, and is named here.
import type { Cause } from '../line/stop.ts';
import type { TextSource } from '../text/text-source.ts';
import type { AnnouncedEvent, Announcement } from './announcement.ts';
import { isRevision } from './landing-values.ts';
import type { LandedRevision } from './landing-values.ts';
import { callPeople } from './people.ts';
import type { People } from './people.ts';
import type { Template } from './template.ts';

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
  /** Whom a chat calls by name when they may push again. */
  readonly people?: People;
}

export interface EmailDestination extends Reach {
  readonly kind: 'email';
  /** Nobody, where the channel is for those who may push again. */
  readonly to: readonly string[];
  readonly people?: People;
  readonly from: string;
  readonly via:
    /** Absolute path of a program that takes what sendmail(8) takes. */
    { readonly sendmail: string } | { readonly smtp: TextSource; readonly secret?: TextSource };
}

export interface CommandDestination {
  readonly kind: 'command';
  /** The program by its absolute path, and its arguments. */
  readonly command: readonly string[];
  /** Whether its words have placeholders: then it is told of what lands, each revision by itself. */
  readonly startsBuilds?: true;
}

/** A CI that takes what GitHub tells of a push. */
export interface PushEventDestination extends Reach {
  readonly kind: 'github';
  readonly url: TextSource;
  readonly secret?: TextSource;
  /** The URL that the CI clones, with placeholders (landing-values.ts). */
  readonly clone: string;
}

/** A URL, with placeholders, that is asked for; nothing is sent with it. */
export interface GetDestination extends Reach {
  readonly kind: 'get';
  readonly url: TextSource;
}

export type Destination =
  HttpDestination | EmailDestination | CommandDestination | PushEventDestination | GetDestination;

/** What starts builds: it is told of what lands, each revision by itself, and of nothing else. */
export type StarterDestination =
  PushEventDestination | GetDestination | (CommandDestination & { readonly startsBuilds: true });

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
export function wants({ destination, lines, events, causes }: Channel, announcement: Announcement): boolean {
  const { event, cause } = announcement;
  if (isStarter(destination)) return landedFor(lines, announcement).length > 0;
  if (event === 'test') return true;
  if (isForRefused(destination) && callPeople(destination.people, announcement.freed ?? []).length === 0)
    return false;
  // What lines are for is news where it is asked for.
  if (event === 'push.landed' && events === undefined) return false;
  const about = announcement.lines;
  if (lines !== undefined && about.length > 0 && !about.some((line) => lines.includes(line))) return false;
  if (event === 'push.override' || event === 'push.exempt') return true;
  if (events !== undefined && !asked(event).some((each) => events.includes(each))) return false;
  return causes === undefined || cause === undefined || causes.includes(cause);
}

/** Tells whether a destination is told of what lands, to build it. */
export function isStarter(destination: Destination): destination is StarterDestination {
  const { kind } = destination;
  return kind === 'github' || kind === 'get' || (kind === 'command' && destination.startsBuilds === true);
}

/** Tells whether a channel could want to know of a push that landed as any other does. */
export function wantsLandings({ destination, events = [] }: Channel): boolean {
  return isStarter(destination) || events.includes('push.landed');
}

/** Returns what of an announcement is there to be built on some lines, or on any. */
export function landedFor(
  lines: readonly string[] | undefined,
  { landed = [] }: Pick<Announcement, 'landed'>,
): readonly LandedRevision[] {
  return landed
    .filter(isRevision)
    .filter((each) => lines === undefined || each.lines.some((line) => lines.includes(line)));
}

/** Tells whether a channel is for those alone whose push was refused, once they may push again. */
export function isForRefused(
  destination: Destination,
): destination is EmailDestination & { readonly people: People } {
  return destination.kind === 'email' && destination.people !== undefined;
}

/** Whoever wants to hear of stops hears of those that were cautions before. */
function asked(event: AnnouncedEvent): readonly AnnouncedEvent[] {
  return event === 'stop.escalated' ? ['stop.escalated', 'stop.opened'] : [event];
}

/** Lists the texts that a destination needs and that may be secret. */
export function sourcesOf(destination: Destination): readonly TextSource[] {
  const sources = [
    'url' in destination ? destination.url : undefined,
    'secret' in destination ? destination.secret : undefined,
    ...('via' in destination && 'smtp' in destination.via
      ? [destination.via.smtp, destination.via.secret]
      : []),
  ];
  return sources.filter((source) => source !== undefined);
}

/** Tells whether a channel takes anything from the environment of whoever delivers. */
export function needsEnvironment({ destination }: Channel): boolean {
  return sourcesOf(destination).some((source) => 'env' in source);
}
