// Finds the process that will move the refs of this push: git receive-pack, which started the hook,
// maybe through a wrapper. While it lives, its push is under way and nobody else may settle it.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Receiver } from '../journal/entry.ts';
import { systemCodeOf } from '../text/andon-error.ts';

/** A push whose receiver ran on another host is given this long before it counts as gone. */
export const OTHER_HOST_GRACE_MS = 60 * 60 * 1000;
const MOST_WRAPPERS = 6;
/** Start ticks that no process has. */
const GONE = 'gone';

interface ProcessFacts {
  readonly command: string;
  /** It has ended, and its parent has not asked how. */
  readonly isZombie: boolean;
  readonly parent: number;
  readonly startTicks: string;
}

/**
 * Returns the nearest ancestor that is a git process, else the parent; `firstParent` is the parent that the
 * hook started with. An orphan's parent is a process that lives for long and will never move a ref.
 */
export function findReceiver(parentPid: number, firstParent = parentPid): Receiver {
  const host = hostname();
  if (firstParent !== parentPid) return { host, pid: firstParent, startTicks: GONE };
  let pid = parentPid;
  for (let step = 0; step < MOST_WRAPPERS; step++) {
    const facts = readProcess(pid);
    if (facts === undefined || facts.isZombie) break;
    if (facts.command.startsWith('git')) return { host, pid, startTicks: facts.startTicks };
    pid = facts.parent;
  }
  // The receiver died before its hook had started.
  if (parentPid === 1) return { host, pid: parentPid, startTicks: GONE };
  const parent = readProcess(parentPid);
  return { host, pid: parentPid, ...(parent === undefined ? {} : { startTicks: parent.startTicks }) };
}

/** Describes a process so that it is not mistaken for another that gets its number later. */
export function describeProcess(pid: number): Receiver {
  const facts = readProcess(pid);
  return { host: hostname(), pid, ...(facts === undefined ? {} : { startTicks: facts.startTicks }) };
}

/** Tells whether the process of a receiver still runs; `sinceMs` is how long ago it was recorded. */
export function isReceiverAlive(receiver: Receiver, sinceMs: number): boolean {
  if (receiver.host !== hostname()) return sinceMs < OTHER_HOST_GRACE_MS;
  try {
    process.kill(receiver.pid, 0);
  } catch (error) {
    if (systemCodeOf(error) === 'ESRCH') return false;
    // EPERM: it exists and is somebody else's.
  }
  const facts = readProcess(receiver.pid);
  if (facts === undefined) return true;
  return !facts.isZombie && (receiver.startTicks === undefined || facts.startTicks === receiver.startTicks);
}

/** Reads /proc/<pid>/stat (proc(5)); undefined where there is none, as on other systems than Linux. */
function readProcess(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command stands in parentheses and may hold parentheses itself.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    return {
      command: stat.slice(stat.indexOf('(') + 1, end),
      isZombie: fields[0] === 'Z' || fields[0] === 'X',
      parent: Number(fields[1]),
      startTicks: fields[19] ?? '',
    };
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ESRCH') return undefined;
    throw error;
  }
}
