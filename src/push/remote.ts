// A developer's remote, as far as it can be asked what it would say to a push.

/** One update of a push that is asked about, as git push takes and reports it (git-push(1), OUTPUT). */
export interface PlannedUpdate {
  /** A refspec (git-push(1)); with a `+` where history may be rewritten. */
  readonly refspec: string;
  readonly target: string;
}

/** What a push would send; `unsent` is what git itself keeps back, and why. */
export interface PushPlan {
  readonly updates: readonly PlannedUpdate[];
  readonly unsent: readonly { readonly target: string; readonly why: string }[];
}

export interface Remote {
  /**
   * Returns what `git push` would send; without refspecs, what it sends by its configuration.
   * @throws {AndonError} `remote-unreachable`
   */
  plan(refspecs: readonly string[]): Promise<PushPlan>;
  /**
   * Asks the remote's hooks about a push that cannot land (see check-request.ts).
   * @returns what the remote said, line by line
   * @throws {AndonError} `remote-unreachable`
   */
  ask(updates: readonly PlannedUpdate[], pushOptions: readonly string[]): Promise<readonly string[]>;
}
