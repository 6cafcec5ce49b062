// A developer's work tree, as far as commits are made there that take others back.
import type { Oid } from '../ref/oid.ts';

export interface RevertTask {
  /** What is taken back, newest first: the commits of the first-parent line after one and up to another. */
  readonly ranges: readonly { readonly after: Oid | null; readonly upTo: Oid }[];
  /** What each of the commits has, such as `Fixes-Build: 17`. */
  readonly trailer: string;
}

export interface Reverts {
  /**
   * Makes one commit for each that is taken back, on the branch that is checked out; all of them or none.
   * @returns the new commits, newest first
   * @throws {AndonError} `revert-impossible`
   */
  prepare(task: RevertTask): Promise<readonly Oid[]>;
}
