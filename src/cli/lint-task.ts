// What linting before a push works with: a developer's repository, the server's configuration, a ref.
import { openClient } from '../client.ts';
import type { Client } from '../client.ts';
import { CORE_RULES } from '../lint/core-rules.ts';
import type { Lint, LintFinding } from '../lint/lint.ts';
import { parseMessage } from '../lint/message.ts';
import { BUILT_IN_LINE } from '../push/built-in-line.ts';
import { lintFor } from '../push/lint-for.ts';
import { lineFinder } from '../push/locate-updates.ts';
import type { Policy } from '../push/policy.ts';
import type { RefName } from '../ref/ref-name.ts';
import { readHeaders } from '../rule/ident.ts';
import { defaultSettings } from '../rule/rule.ts';
import { loadPatterns } from '../suite.ts';
import { readAgainst } from './against.ts';
import { requireRef } from './context.ts';
import type { Context } from './context.ts';
import { findAnyGitDir } from './find-git-dir.ts';

type LintPolicy = Pick<Policy, 'lint' | 'overlays' | 'lines' | 'limits'>;

export interface LintTask extends Client {
  readonly policy: LintPolicy;
}

/** What is built in: for one line on the default branch, as a server without any configuration has it. */
const BUILT_IN: LintPolicy = {
  lint: defaultSettings(CORE_RULES),
  lines: [BUILT_IN_LINE],
  limits: { refs: Infinity, commits: 1_000_000, commitBytes: 1_048_576 },
};

/** Opens the repository that the flags or the folder name, and reads the configuration. */
export async function openTask(
  given: { readonly repo: string | undefined; readonly against: string | undefined },
  context: Context,
): Promise<LintTask> {
  const repositoryDir = findAnyGitDir(given.repo, context);
  const client = openClient(repositoryDir, context.facts.env);
  if (given.against === undefined) return { ...client, policy: BUILT_IN };
  return { ...client, policy: await readAgainst(given.against, repositoryDir, context) };
}

/** Finds the rules of a ref, or of the default branch; no lint where none is meant for it. */
export async function findLint(
  text: string | undefined,
  { policy, workTree }: LintTask,
): Promise<{ readonly target: RefName; readonly lint: Lint | undefined }> {
  const head = requireRef((await workTree.readRemoteHead()) ?? 'refs/heads/main');
  const target = text === undefined ? head : requireRef(text);
  const lines = lineFinder(policy.lines, head)(target);
  // Who will push is not known yet.
  return { target, lint: await lintFor(policy, { loadPatterns, pusher: undefined })({ target, lines }) };
}

/** Lints a message that is no commit yet, as if its writer committed it now. */
export async function lintMessage(
  bytes: Buffer,
  lint: Lint,
  { workTree }: Pick<LintTask, 'workTree'>,
): Promise<readonly (LintFinding & { readonly subject: string })[]> {
  const headers = readHeaders(workTree.newCommit());
  const parsed = parseMessage(bytes.toString('latin1'));
  return (
    lint(parsed, headers)
      // What a commit undoes is seen once there is one: until then its message is believed.
      .filter(({ unlessReverts }) => unlessReverts === undefined)
      .map((finding) => ({ ...finding, subject: parsed.subject }))
  );
}
