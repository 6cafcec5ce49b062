// Lets root go on as the owner of a repository. What root writes there the hooks could not write
// again, git refuses a repository that belongs to somebody else, and whoever owns a repository
// decides what a process does in it: better not as root.
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { systemCodeOf } from '../text/andon-error.ts';

/** Gives root's rights up for those of the owner of `folder`, for good; does nothing for anybody else. */
export function becomeOwner(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const owner = statSync(folder, { throwIfNoEntry: false });
  if (owner === undefined || owner.uid === 0) return;
  const { name, gid, home } = readUser(owner);
  if (name === undefined) process.setgroups?.([gid]);
  else (process as WithInitgroups).initgroups?.(name, gid);
  process.setgid?.(gid);
  process.setuid?.(owner.uid);
  // git dies of a configuration file that it may not read, such as root's.
  process.env['HOME'] = home;
  leaveForeignFolder();
}

// Root is often where nobody else may go. Whoever calls has made absolute what it was given.
function leaveForeignFolder(): void {
  try {
    process.chdir(process.cwd());
  } catch (error) {
    if (systemCodeOf(error) !== 'EACCES') throw error;
    process.chdir('/');
  }
}

// Node has it, its types have not.
type WithInitgroups = NodeJS.Process & { initgroups?: (user: string, gid: number) => void };

interface User {
  readonly name: string | undefined;
  readonly gid: number;
  readonly home: string;
}

function readUser({ uid, gid }: { readonly uid: number; readonly gid: number }): User {
  process.seteuid?.(uid);
  try {
    const user = userInfo();
    return { name: user.username, gid: user.gid, home: user.homedir };
  } catch (error) {
    // A user that the system's user database does not know, as containers have.
    if (systemCodeOf(error) === undefined) throw error;
    return { name: undefined, gid, home: '/' };
  } finally {
    process.seteuid?.(0);
  }
}
