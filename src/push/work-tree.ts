// What is asked of a developer's own repository before a push: there, the developer's word is good.
import type { RawHeaders } from '../rule/ident.ts';
import type { CommitRange } from './repository.ts';

export interface WorkTree {
  /** Reads a revision range (gitrevisions(7)); a single revision means that commit alone. Undefined for none. */
  parseRange(text: string): Promise<CommitRange | undefined>;
  /** What a push of `local` would bring to a remote that has `known`; all that it has not, where that is no commit here. */
  pushedRange(remote: string, local: string, known: string): Promise<CommitRange | undefined>;
  /** The default branch of `origin`, as far as it is known here. */
  readRemoteHead(): Promise<string | undefined>;
  /** Takes comments and needless blanks out of an edited message, as `git commit` does (git-stripspace(1)). */
  cleanMessage(bytes: Buffer): Promise<Buffer>;
  /** The headers of a commit made now; git is asked for a person when that one is read: few rules do. */
  newCommit(): RawHeaders;
}
