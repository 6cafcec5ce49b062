// The composition root: ties use cases to git, the store, the configuration and this process. Entry
// points call it; nothing else reads `process` or knows which adapter stands behind an interface.
import { readFileSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { readPolicy } from './config/effective.ts';
import type { Effective } from './config/effective.ts';
import { findReceiver, isReceiverAlive } from './git/find-receiver.ts';
import { openRepository } from './git/git-repository.ts';
import type { Receiver } from './journal/entry.ts';
import type { Intent } from './journal/push-views.ts';
import type { AdmitTools } from './push/admit-tools.ts';
import { identifyPusher } from './push/pusher.ts';
import type { Pusher } from './push/pusher.ts';
import type { Policy } from './push/policy.ts';
import { registerNewLines } from './push/register-new-lines.ts';
import type { Repository } from './push/repository.ts';
import type { Spool } from './push/spool.ts';
import type { Store } from './push/store.ts';
import type { LoadTracker } from './push/tracker.ts';
import type { LoadPatterns } from './rule/pattern.ts';
import { lastKnownFile } from './store/last-known-file.ts';
import { spoolFolder } from './store/spool-folder.ts';
import { startFollowers } from './store/start-followers.ts';
import { openStoreOf } from './open-store.ts';
import { randomId } from './random-id.ts';
import { AndonError, systemCodeOf } from './text/andon-error.ts';

export interface Suite {
  readonly gitDir: string;
  readonly policy: Policy;
  /** What the admin has to hear of the configuration. */
  readonly warnings: readonly string[];
  readonly repository: Repository;
  readonly spool: Spool;
  readonly pusher: () => Pusher;
  /** Finds the process that moves the refs; `firstParent` is the parent that the hook started with. */
  readonly findReceiver: (firstParent: number | undefined) => Receiver;
  readonly isAlive: (intent: Pick<Intent, 'receiver' | 'at'>) => boolean;
  readonly openStore: () => Store;
  /** Registers the lines that an edit of the configuration brought; costs nothing where there was none. */
  readonly registerEdit: () => Promise<void>;
  /** Starts whoever follows the journal, after the push: the copier to its log file, and the deliverer to channels. */
  readonly startFollowers: () => void;
  readonly now: () => number;
  /** Lets go of the store, for whoever opens the suite again and again. */
  readonly close: () => void;
}

export type ProcessFacts = Pick<NodeJS.Process, 'env' | 'pid' | 'ppid' | 'argv'>;

/**
 * Ties the suite together for one repository, with its configuration brought up to date. `patient`:
 * no push waits, so git may take its time.
 * @throws {AndonError} kind `config` when it has none that can be used
 */
export async function openSuite(
  gitDir: string,
  { env, ppid, argv }: ProcessFacts,
  { patient = false } = {},
): Promise<Suite> {
  const [node = '', entry = ''] = argv;
  const root = realpathSync.native(gitDir);
  const uid = process.getuid?.() ?? 0;
  const effective = await readPolicy(root, { uid, now: new Date() });
  const { policy, warnings } = effective;
  const spoolFolders = [...new Set([join(policy.state, 'spool'), join(root, 'andon', 'spool')])];
  let store: Store | undefined;
  const openStore = (): Store => (store ??= openStoreOf(policy, env, { patient }));
  const repository = openRepository(root, {
    environment: env,
    deadlineAt: patient ? Infinity : Date.now() + policy.deadlineMs,
  });
  return {
    gitDir: root,
    policy,
    warnings,
    repository,
    spool: spoolFolder(spoolFolders),
    pusher: () =>
      identifyPusher(policy.pusher, {
        environment: env,
        readOsUser: () => readOsUser(uid),
        readSshAuth: (path) => readFileSync(path, 'utf8'),
      }),
    findReceiver: (firstParent) => findReceiver(ppid, firstParent),
    isAlive: ({ receiver, at }) => isReceiverAlive(receiver, Date.now() - Date.parse(at)),
    openStore,
    registerEdit: async () => registerEdit(root, effective.pending, { openStore, repository, uid }),
    startFollowers: () => {
      // Who has the journal follows it.
      if (policy.server !== undefined) return;
      startFollowers(
        { node, folder: dirname(entry) },
        { state: policy.state, gitDir: root, hasChannels: policy.channels !== undefined },
      );
    },
    now: Date.now,
    close: () => store?.close(),
  };
}

async function registerEdit(
  gitDir: string,
  pending: Effective['pending'],
  { openStore, repository, uid }: Pick<Suite, 'openStore' | 'repository'> & { readonly uid: number },
): Promise<void> {
  if (pending === undefined) return;
  const { policy, edit } = pending;
  const files = edit.sources.map((source) => `${source.path} (${nameOf(source.uid, uid)})`);
  const by = `edit of ${files.join(', ')}`;
  try {
    if (!(await registerNewLines({ policy, edit, by }, { store: openStore(), repository }))) return;
    const { closeLineEdit } = await import('./config/apply.ts');
    closeLineEdit(gitDir, pending);
  } catch (error) {
    // It stays pending; whoever needs the store says what is wrong with it.
    if (!(error instanceof AndonError && error.kind === 'unavailable')) throw error;
  }
}

/** Loads the engine of admins' patterns. */
export const loadPatterns: LoadPatterns = async () => (await import('./config/re2-pattern.ts')).compileRe2;

/** Loads what asks trackers of tickets. */
const loadTracker: LoadTracker = async () => (await import('./tracker/http-tracker.ts')).openHttpTracker;

/** What admitting a push works with, from a suite. */
export function admitTools(suite: Suite): AdmitTools {
  return {
    ...suite,
    ...lastKnownFile(join(suite.gitDir, 'andon', 'last-known.json'), process.pid),
    newId: randomId,
    loadPatterns,
    loadTracker,
  };
}

/** The name of a user who may own configuration: root, or the one that runs. */
function nameOf(owner: number, uid: number): string {
  if (owner === 0) return 'root';
  return owner === uid ? readOsUser(uid) : `uid ${owner}`;
}

/** The name of the user that the process runs as. */
export function readOsUser(uid: number): string {
  try {
    return userInfo().username;
  } catch (error) {
    // A user that the system's user database does not know, as containers have.
    if (systemCodeOf(error) === undefined) throw error;
    return `uid ${uid}`;
  }
}
