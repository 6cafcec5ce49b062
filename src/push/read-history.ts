// Reads what a CI wants to know of a revision that landed: the commits that are new on the ref, and their paths.
import type { ChangedPath } from '../guard/change.ts';
import { NO_MODE } from '../guard/change.ts';
import { parseMessage } from '../lint/message.ts';
import type { LandedRevision } from '../notify/landing-values.ts';
import type { LandedCommit, LandedHistory } from '../notify/push-event.ts';
import type { Oid } from '../ref/oid.ts';
import { parseIdent } from '../rule/ident.ts';
import type { Ident } from '../rule/ident.ts';
import { clip } from '../text/clip.ts';
import { formatTime } from '../text/utc-time.ts';
import { parseCommit } from './commit.ts';
import type { Commit } from './commit.ts';
import type { CommitRange, Repository } from './repository.ts';

/** As many as GitHub tells of one push; of more, the newest is told. */
const LIMITS = { commits: 2_048, commitBytes: 1 << 16 };
/** Bytes of JSON that messages and paths may come to; what is older is told by its subject. */
const MOST_TEXT = 1 << 22;
const LONGEST_SUBJECT = 200;
const PATHS = { paths: 20_000, blobBytes: 0, bytes: 0 };
const NO_CONTENT = { sizes: false, folders: false, reading: () => undefined, files: () => [] };

type Git = Pick<Repository, 'readCommits' | 'readChanges' | 'isAncestor' | 'listExisting'>;

/** Reads the history of a revision; nothing where the repository does not have it. */
export async function readHistory(
  { old, new: revision }: Pick<LandedRevision, 'old' | 'new'>,
  repository: Git,
): Promise<LandedHistory> {
  const existing = await repository.listExisting(old === null ? [revision] : [revision, old]);
  if (!existing.has(revision)) return { commits: [], forced: false };
  const former = old !== null && existing.has(old) ? old : undefined;
  const range: CommitRange = { tips: [revision], exclude: former === undefined ? [] : [former] };
  const own = former === undefined ? [] : await readAll(range, repository);
  // What is new on no other ref either: a rewind, or a branch that was made of what is there.
  const commits =
    own.length > 0 ? own : await readAll({ tips: [revision], exclude: [], noWalk: true }, repository);
  const paths = await readPaths(
    commits.flatMap(({ commit = [] }) => commit),
    repository,
  );
  const room = newRoom(MOST_TEXT);
  return {
    commits: commits
      .map(({ oid, commit }) =>
        commit === undefined ? tooLarge(oid) : describe(commit, paths.get(oid) ?? [], room),
      )
      .toReversed(),
    forced: old !== null && (former === undefined || !(await repository.isAncestor(former, revision))),
  };
}

/** A commit that is new; without its parts where it is too large to be read. */
interface Found {
  readonly oid: Oid;
  readonly commit?: Commit;
}

async function readAll(range: CommitRange, repository: Git): Promise<readonly Found[]> {
  const commits: Found[] = [];
  const answer = await repository.readCommits(range, LIMITS, (raw) => {
    const parsed = raw.kind === 'raw' ? parseCommit(raw.oid, raw.data) : undefined;
    commits.push(parsed?.kind === 'commit' ? { oid: raw.oid, commit: parsed.commit } : { oid: raw.oid });
  });
  return answer.kind === 'read' ? commits : [];
}

async function readPaths(
  commits: readonly Commit[],
  repository: Git,
): Promise<ReadonlyMap<Oid, readonly ChangedPath[]>> {
  const paths = new Map<Oid, readonly ChangedPath[]>();
  if (commits.length === 0) return paths;
  await repository.readChanges(commits, { needs: NO_CONTENT, limits: PATHS }, ({ oid, changes }) =>
    paths.set(oid, changes),
  );
  return paths;
}

/** Tells of each text whether there is room left for it; a pusher has a say in how long all of them are. */
type Room = (text: string) => boolean;

function newRoom(bytes: number): Room {
  let left = bytes;
  return (text) => {
    const size = Buffer.byteLength(JSON.stringify(text));
    if (size > left) return false;
    left -= size;
    return true;
  };
}

function describe(
  { oid, author, committer, encoding, message: raw }: Commit,
  changes: readonly ChangedPath[],
  room: Room,
): LandedCommit {
  const [by, committed] = [parseIdent(author, encoding), parseIdent(committer, encoding)];
  const pathsThat = (does: (change: ChangedPath) => boolean): readonly string[] =>
    changes
      .filter(does)
      .map(({ path }) => Buffer.from(path, 'latin1').toString())
      .filter(room);
  const isGone = ({ mode }: ChangedPath): boolean => mode === NO_MODE;
  const isNew = ({ former }: ChangedPath): boolean => former.length === 0;
  const message = parseMessage(raw, encoding).decode(raw);
  return {
    oid,
    message: room(message) ? message : clip(message.split('\n', 1)[0] ?? '', LONGEST_SUBJECT),
    author: person(by),
    committer: person(committed),
    at: timeOf(committed.time),
    added: pathsThat((change) => !isGone(change) && isNew(change)),
    removed: pathsThat(isGone),
    modified: pathsThat((change) => !isGone(change) && !isNew(change)),
  };
}

function person({ name, email }: Ident): LandedCommit['author'] {
  return { name: clip(name, LONGEST_SUBJECT), email: clip(email, LONGEST_SUBJECT) };
}

function tooLarge(oid: Oid): LandedCommit {
  const nobody = { name: '', email: '' };
  const message = 'This commit is too large to be told of';
  return {
    oid,
    message,
    author: nobody,
    committer: nobody,
    at: timeOf(0),
    added: [],
    removed: [],
    modified: [],
  };
}

/** A commit may say that it is of any time; those that no calendar has are as good as none. */
function timeOf(seconds: number): string {
  const isTime = seconds >= 0 && seconds < 253_402_300_800;
  return formatTime(isTime ? seconds * 1000 : 0);
}
