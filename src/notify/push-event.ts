// A revision that landed as the `push` event that GitHub sends, which nearly every CI server understands
// (https://docs.github.com/en/webhooks/webhook-events-and-payloads#push).
import type { Oid } from '../ref/oid.ts';
import { fillPlaceholders } from '../text/placeholders.ts';
import { landingValues } from './landing-values.ts';
import type { LandedRevision } from './landing-values.ts';

/** A commit as a CI wants to know it. */
export interface LandedCommit {
  readonly oid: Oid;
  readonly message: string;
  readonly author: Person;
  readonly committer: Person;
  /** ISO 8601. */
  readonly at: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly modified: readonly string[];
}

interface Person {
  readonly name: string;
  readonly email: string;
}

/** What git says of a revision that landed. */
export interface LandedHistory {
  /** Oldest first, the revision itself last; empty where git could not be asked. */
  readonly commits: readonly LandedCommit[];
  /** Whether the ref was moved to something that its former value is no part of. */
  readonly forced: boolean;
}

/** Writes the event; `clone` is the URL that the CI clones, with placeholders. */
export function formatPushEvent(
  landed: LandedRevision,
  { commits, forced }: LandedHistory,
  clone: string,
): object {
  const { old, new: revision, pusher = 'andon', repository } = landed;
  const values = landingValues(landed);
  const url = fillPlaceholders(clone, values);
  const path = repository.replace(/^\/+/, '').replace(/\.git$/, '');
  const [owner = '', ...names] = path.split('/');
  const person = { name: pusher, login: pusher };
  const listed = (commits.length > 0 ? commits : [unknownCommit(landed)]).map(formatCommit);
  return {
    ref: values.ref,
    before: values.old,
    after: revision,
    base_ref: null,
    compare: url,
    created: old === null,
    deleted: false,
    forced,
    repository: {
      name: names.at(-1) ?? owner,
      full_name: path,
      owner: { name: owner, login: owner },
      url,
      html_url: url,
      clone_url: url,
      git_url: url,
      ssh_url: url,
      private: true,
    },
    pusher: { name: pusher, email: '' },
    sender: person,
    commits: listed,
    head_commit: listed.at(-1),
  };
}

function formatCommit({ oid, at, ...commit }: LandedCommit): object {
  // No web page of the commit is known, and a CI may show what stands here as a link.
  return { id: oid, timestamp: at, distinct: true, url: '', ...commit };
}

function unknownCommit({ new: oid, at, subject = '' }: LandedRevision): LandedCommit {
  const nobody = { name: '', email: '' };
  return {
    oid,
    at,
    message: subject,
    author: nobody,
    committer: nobody,
    added: [],
    removed: [],
    modified: [],
  };
}
