// Keeps the hook that was there before ours, and puts it back: the file itself, so that its mode,
// owner and times stay what they were.
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  rmdirSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { systemCodeOf } from '../text/andon-error.ts';

const KEPT = /^(\d+)-before-andon$/;
const FIRST_NUMBER = 50;

/** Lists the hooks of others that are kept in a folder, in the order in which they came and run. */
export function listKept(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => KEPT.test(name)) : [];
  return names.sort((one, other) => numberOf(one) - numberOf(other));
}

/**
 * Keeps the hook at `path` in `folder` as well, under a name of its own; it stays where it is until
 * ours takes its place. Nothing happens where it is kept already.
 */
export function keepHook(path: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const names = listKept(folder);
  if (names.some((name) => isSameHook(path, join(folder, name)))) return;
  const last = names.at(-1);
  const number = last === undefined ? FIRST_NUMBER : numberOf(last) + 1;
  const kept = join(folder, `${number}-before-andon`);
  if (lstatSync(path).isSymbolicLink()) symlinkSync(linkFromBelow(path), kept);
  else duplicate(path, kept);
}

/** Puts the hook that was kept last back to `path`, over whatever is there. */
export function putBackKept(folder: string, path: string): boolean {
  const name = listKept(folder).at(-1);
  if (name === undefined) return false;
  const kept = join(folder, name);
  if (lstatSync(kept).isSymbolicLink()) {
    const link = readlinkSync(kept);
    const temporary = `${kept}.link`;
    symlinkSync(link.startsWith('/') ? link : link.slice('../'.length), temporary);
    renameSync(temporary, path);
    rmSync(kept);
  } else renameSync(kept, path);
  try {
    rmdirSync(folder);
  } catch (error) {
    // Hooks that the admin put there stay.
    if (systemCodeOf(error) !== 'ENOTEMPTY') throw error;
  }
  return true;
}

function numberOf(name: string): number {
  return Number(KEPT.exec(name)?.[1]);
}

// What a symbolic link says counts from the folder it lies in, and that is one deeper now.
function linkFromBelow(path: string): string {
  const link = readlinkSync(path);
  return link.startsWith('/') ? link : `../${link}`;
}

function isSameHook(path: string, kept: string): boolean {
  const [one, other] = [lstatSync(path), lstatSync(kept)];
  if (one.isSymbolicLink()) return other.isSymbolicLink() && linkFromBelow(path) === readlinkSync(kept);
  return other.isFile() && one.mode === other.mode && readFileSync(path).equals(readFileSync(kept));
}

function duplicate(path: string, kept: string): void {
  try {
    linkSync(path, kept);
  } catch (error) {
    // Not every file system has links, and Linux forbids them to other people's files (proc(5),
    // protected_hardlinks).
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(systemCodeOf(error) ?? '')) throw error;
    copyFileSync(path, kept, constants.COPYFILE_EXCL);
    chmodSync(kept, lstatSync(path).mode & 0o7777);
  }
}
