// A webhook that comes in, as the admin set it up: who sends it, what it is about, and where the secret is that
// proves it. Plain JSON, as the applied configuration holds it.
import type { LineName } from '../line/line-name.ts';
import type { TextSource } from '../text/text-source.ts';
import type { Mapping } from './generic.ts';

export const SENDERS = [
  'github',
  'gitlab',
  'gitea',
  'forgejo',
  'jenkins',
  'buildbot',
  'alertmanager',
  'grafana',
  'pagerduty',
  'cloudevents',
  'generic',
] as const;

export type Sender = (typeof SENDERS)[number];

export interface Webhook {
  /** The last part of its address. */
  readonly name: string;
  readonly kind: Sender;
  /** What it is about; absent where each alert says so itself. */
  readonly line?: LineName;
  /** One secret, or several, one in each line of a file: so one can follow another. */
  readonly secret: TextSource;
  /** The jobs that it is about, `*` for any text; absent for all. */
  readonly jobs?: readonly string[];
  /** What stands before the name of each job, to tell the jobs of one CI from those of another. */
  readonly prefix?: string;
  /** Where a generic sender says what. */
  readonly mapping?: Mapping;
}
