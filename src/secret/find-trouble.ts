// What is wrong with a file that has a secret in it, for the admin who can mend it; no word of what is in it.
import { constants, statSync } from 'node:fs';
import { readSource } from './read-source.ts';

export interface FileTrouble {
  /** Whether there is a secret at all; else others may read it as well. */
  readonly isReadable: boolean;
  readonly message: string;
  /** The command, or what to do. */
  readonly fix: string;
}

/** Finds what is wrong with a file; undefined where it is sound. */
export function findTrouble(file: string): FileTrouble | undefined {
  const source = readSource({ file }, {});
  if (source.kind === 'unreadable')
    return {
      isReadable: false,
      message: source.problem,
      fix: 'write it, readable to the user that the hooks run as',
    };
  // A group may be how that user gets at a file of root's.
  if ((statSync(file).mode & constants.S_IROTH) === 0) return undefined;
  return {
    isReadable: true,
    message: `"${file}" may be read by everybody on this machine`,
    fix: `chmod o-r ${file}`,
  };
}
