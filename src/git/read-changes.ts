// Reads what commits change, and of that only what rules asked for: one process lists the paths, one says
// how large things are, and one reads them a piece at a time; the last two are one for an everyday push.
import type {
  Change,
  ChangedPath,
  ChangeLimits,
  ChangeNeeds,
  ChangesAnswer,
  CommitChanges,
  Reading,
} from '../guard/change.ts';
import type { CommitParents } from '../push/repository.ts';
import { Halt } from './halt.ts';
import { listChanges } from './list-changes.ts';
import { toFolder } from './list-folders.ts';
import { openShelf } from './object-shelf.ts';
import type { ObjectShelf } from './object-shelf.ts';
import type { ObjectFacts } from './read-objects.ts';
import {
  fileFacts,
  formerBlobs,
  isBlob,
  namesOf,
  planReading,
  requireFacts,
  wantedBy,
} from './reading-plan.ts';
import type { Plan } from './reading-plan.ts';
import type { Git } from './run-git.ts';

// Commits are read together while their contents fit into this.
const PIECE_BYTES = 48 * 1024 * 1024;

/** See Repository.readChanges. */
export function readChanges(
  git: Git,
  commits: readonly CommitParents[],
  { needs, limits }: { readonly needs: ChangeNeeds; readonly limits: ChangeLimits },
  visit: (changes: CommitChanges) => void,
): ChangesAnswer {
  if (commits.length === 0) return { kind: 'read' };
  try {
    const listed = listChanges(git, commits, { folders: needs.folders, paths: limits.paths });
    const plans = listed.map((commit) => planReading(commit, needs));
    const names = new Set(plans.flatMap((plan) => namesOf(plan, needs)));
    visitPlans(plans, openShelf(git, [...names], limits), limits, visit);
    return { kind: 'read' };
  } catch (error) {
    if (error instanceof Halt) return error.answer;
    throw error;
  }
}

function visitPlans(
  plans: readonly Plan[],
  shelf: ObjectShelf,
  limits: ChangeLimits,
  visit: (changes: CommitChanges) => void,
): void {
  let group: Plan[] = [];
  let wanted: ObjectFacts[] = [];
  let bytes = 0;
  const flush = (): void => {
    shelf.fetch(wanted);
    for (const plan of group) visit(assemble(plan, shelf, limits));
    [group, wanted, bytes] = [[], [], 0];
  };
  for (const plan of plans) {
    const own = wantedBy(plan, shelf, limits);
    const ownBytes = own.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    if (group.length > 0 && bytes + ownBytes > PIECE_BYTES) flush();
    group.push(plan);
    wanted = wanted.concat(own);
    bytes += ownBytes;
  }
  flush();
}

function assemble(
  { oid, changes, folders, files }: Plan,
  shelf: ObjectShelf,
  limits: ChangeLimits,
): CommitChanges {
  return {
    oid,
    changes: changes.map(({ change, reading }) => toChange(change, reading, shelf, limits)),
    folders: folders.map((folder) => {
      const tree =
        folder.tree === undefined ? undefined : shelf.contentOf(requireFacts(shelf, folder.tree).oid);
      return toFolder(folder, tree, oid.length / 2);
    }),
    files: new Map(
      files.flatMap((path) => {
        const facts = fileFacts(shelf, oid, path);
        return facts === undefined ? [] : [[path, shelf.contentOf(facts.oid) ?? ''] as const];
      }),
    ),
  };
}

function toChange(
  change: ChangedPath,
  reading: Reading | undefined,
  shelf: ObjectShelf,
  limits: ChangeLimits,
): Change {
  const facts = isBlob(change.mode) ? shelf.factsOf(change.oid) : undefined;
  if (facts === undefined) return change;
  const { sizeBytes } = facts;
  if (reading === undefined || sizeBytes > Math.min(reading.mostBytes, limits.blobBytes))
    return { ...change, sizeBytes };
  const content = shelf.contentOf(change.oid) ?? '';
  if (!reading.former) return { ...change, sizeBytes, content };
  const formerContents = formerBlobs(change).flatMap((each) => shelf.contentOf(each) ?? []);
  return { ...change, sizeBytes, content, formerContents };
}
