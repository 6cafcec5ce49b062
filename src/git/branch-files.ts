// Reads branches without git where their files answer (gitrepository-layout(5)): one process less for
// the everyday push. Whatever is not the plainest case is for git: packed and symbolic refs, links,
// tags, and every repository whose refs are no files.
import { lstatSync, readFileSync } from 'node:fs';
import type { RefValue } from '../push/repository.ts';
import { parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import { parseRefName } from '../ref/ref-name.ts';
import type { RefName } from '../ref/ref-name.ts';
import { systemCodeOf } from '../text/andon-error.ts';

const MOST_FILES = 4;
const LONGEST_FILE_BYTES = 8192;

/** Reads branches that have files of their own, which outrank packed refs; undefined where git has to be asked. */
export function readBranchFiles(
  gitDir: string,
  names: readonly RefName[],
): ReadonlyMap<RefName, RefValue> | undefined {
  if (names.length > MOST_FILES) return undefined;
  const values = new Map<RefName, RefValue>();
  const head = readHead(gitDir);
  if (head === undefined) return undefined;
  for (const name of names) {
    const oid = readBranch(gitDir, name);
    if (oid === undefined) return undefined;
    values.set(name, { oid, isHead: name === head });
  }
  // HEAD may name a symbolic ref, and then another branch is the default.
  return values.has(head) || readBranch(gitDir, head) !== undefined ? values : undefined;
}

/** Returns the path of a ref's file: the folder is text, the name is bytes. */
export function refPath(gitDir: string, name: string): Buffer {
  return Buffer.concat([Buffer.from(`${gitDir}/`), Buffer.from(name, 'latin1')]);
}

function readHead(gitDir: string): RefName | undefined {
  const text = readRefFile(gitDir, 'HEAD');
  return text?.startsWith('ref: ') === true && text.endsWith('\n')
    ? parseRefName(text.slice('ref: '.length, -1))
    : undefined;
}

// Git takes nothing but commits for refs/heads/, so a branch never stands for a tag that has to be peeled.
function readBranch(gitDir: string, name: RefName): Oid | undefined {
  const text = name.startsWith('refs/heads/') ? readRefFile(gitDir, name) : undefined;
  return text?.endsWith('\n') === true ? parseOid(text.slice(0, -1)) : undefined;
}

/** Reads a small file that is no link; undefined for anything else. */
export function readRefFile(gitDir: string, name: string): string | undefined {
  const path = refPath(gitDir, name);
  try {
    const stat = lstatSync(path);
    return stat.isFile() && stat.size <= LONGEST_FILE_BYTES ? readFileSync(path, 'latin1') : undefined;
  } catch (error) {
    if (systemCodeOf(error) === undefined) throw error;
    return undefined;
  }
}
