// The composition root before a push: ties the commands of developers to their own repository and to the
// remote that they push to. There is no store here and no configuration but what they name.
import { openRepository } from './git/git-repository.ts';
import { openRemote } from './git/open-remote.ts';
import { openWorkTree } from './git/open-work-tree.ts';
import type { OwnPlace } from './git/own-git.ts';
import { openReverts } from './git/prepare-reverts.ts';
import type { Environment } from './git/run-git.ts';
import type { Remote } from './push/remote.ts';
import type { Repository } from './push/repository.ts';
import type { Reverts } from './push/reverts.ts';
import type { WorkTree } from './push/work-tree.ts';

export interface Client {
  readonly repository: Repository;
  readonly workTree: WorkTree;
}

/** Opens the repository of a developer, who waits as long as it takes. */
export function openClient(gitDir: string, environment: Environment): Client {
  const place = { environment, deadlineAt: Infinity, isOwn: true };
  return { repository: openRepository(gitDir, place), workTree: openWorkTree(gitDir, place) };
}

/** Opens what is pushed to from `folder`; the push's own remote where none is named. */
export function openPushRemote(remote: string | undefined, place: OwnPlace): Remote {
  return openRemote(remote, place);
}

/** Opens a work tree to make reverts in. */
export function openWorkTreeReverts(place: OwnPlace): Reverts {
  return openReverts(place);
}
