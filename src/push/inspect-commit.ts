// Looks at one commit: parsed strictly, linted, and boiled down to what the gate asks about.
import type { CommitFacts } from '../line/guarded-update.ts';
import { claimedRevert } from '../lint/claimed-revert.ts';
import type { Lint } from '../lint/lint.ts';
import { parseMessage } from '../lint/message.ts';
import type { Message } from '../lint/message.ts';
import { trailersNamed } from '../lint/trailers.ts';
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';
import { readHeaders } from '../rule/ident.ts';
import type { CommitHeaders } from '../rule/ident.ts';
import type { Finding } from '../verdict/finding.ts';
import { parseCommit } from './commit.ts';
import type { RawCommit } from './repository.ts';

/** Facts of a commit, and the commit it claims to revert. */
export interface InspectedCommit extends CommitFacts {
  readonly claimsToRevert?: Oid;
}

export interface Inspection {
  readonly commit: InspectedCommit | undefined;
  readonly findings: readonly Finding[];
  /** Absent where the commit could not be read. */
  readonly headers?: CommitHeaders;
  readonly message?: Message;
}

const LONGEST_SUBJECT = 200;
// Nearly no message has one of the trailers, and looking for the word is cheaper than parsing them all.
const GATE_WORD = /fixes-build|andon-override/i;
// As in find_patch_start() of git's trailer.c.
const DIVIDER = /^---(?:[ \t\r\n]|$)/m;

/** Inspects a commit that `ref` brings. */
export function inspectCommit(raw: RawCommit, ref: RefName, lint: Lint): Inspection {
  const about = { ref, commit: raw.oid, severity: 'error' } as const;
  if (raw.kind === 'too-large') {
    const message = `The commit has ${raw.sizeBytes} bytes; limits.commitSize allows fewer`;
    return { commit: undefined, findings: [{ ...about, rule: 'commit-too-large', message }] };
  }
  const parsed = parseCommit(raw.oid, raw.data);
  if (parsed.kind === 'malformed') {
    const message = `The commit has ${parsed.problem}; it has to be as git writes commits`;
    // What git writes anew, it writes well.
    const fix = { kind: 'reword' } as const;
    return { commit: undefined, findings: [{ ...about, rule: 'commit-malformed', message, fix }] };
  }
  const { oid, parents } = parsed.commit;
  const message = parseMessage(parsed.commit.message, parsed.commit.encoding);
  const subject = message.subject.slice(0, LONGEST_SUBJECT);
  const headers = readHeaders(parsed.commit);
  const findings = lint(message, headers).map((finding) => ({
    ...finding,
    ref,
    commit: oid,
    subject,
  }));
  const reverts = claimedRevert(parsed.commit.message);
  const commit = { oid, parents, subject, divided: isDivided(message.bytes), ...gateTrailers(message) };
  return {
    commit: reverts === undefined ? commit : { ...commit, claimsToRevert: reverts },
    findings,
    headers,
    message,
  };
}

function isDivided(message: string): boolean {
  return message.includes('---') && DIVIDER.test(message);
}

const NONE: readonly string[] = [];

function gateTrailers(message: Message): Pick<CommitFacts, 'fixes' | 'overrides'> {
  if (!GATE_WORD.test(message.bytes)) return { fixes: NONE, overrides: NONE };
  const values = (key: string): string[] =>
    trailersNamed(message.trailers, key).map(({ value }) => message.decode(value));
  return { fixes: values('fixes-build'), overrides: values('andon-override') };
}
