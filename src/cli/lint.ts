// andon lint: what the server's rules say of commits that are not pushed yet. Exit 0 where nothing would be
// refused, 1 where something would.
import { readFileSync } from 'node:fs';
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import type { InferValue } from '@optique/core/parser';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { findScissors } from '../lint/log-end.ts';
import { lintRange } from '../push/lint-range.ts';
import type { CommitRange } from '../push/repository.ts';
import type { WorkTree } from '../push/work-tree.ts';
import { messageOf, systemCodeOf } from '../text/andon-error.ts';
import type { Finding } from '../verdict/finding.ts';
import { againstOption } from './against.ts';
import { invalid } from '../text/invalid.ts';
import { workTreeOptions } from './context.ts';
import type { Action } from './context.ts';
import { findLint, lintMessage, openTask } from './lint-task.ts';
import type { LintTask } from './lint-task.ts';
import { reportFindings } from './report-findings.ts';
import type { Judged } from './report-findings.ts';

const flags = object({
  ...workTreeOptions,
  against: againstOption,
  ref: optional(
    option('--ref', string({ metavar: 'REF' }), {
      description: message`The ref that is meant; else the default branch of origin.`,
    }),
  ),
  message: optional(
    option('--message', string({ metavar: 'FILE' }), {
      description: message`A message as it is being edited: what a commit-msg hook is given.`,
    }),
  ),
  stdin: option('--stdin', { description: message`A message from standard input, as it is.` }),
  prePush: optional(
    option('--pre-push', string({ metavar: 'REMOTE' }), {
      description: message`What a pre-push hook reads from standard input.`,
    }),
  ),
  range: optional(
    argument(string({ metavar: 'RANGE' }), {
      description: message`Commits, or one commit; else those that upstream has not.`,
    }),
  ),
});

type Given = InferValue<typeof flags>;

export const lintCommand = command(
  'lint',
  map(flags, (given): Action => async (context) => {
    const task = await openTask(given, context);
    const judged =
      given.prePush === undefined ? await judgeOne(given, task) : await judgePushed(given.prePush, task);
    return reportFindings(judged, given, context);
  }),
  { description: message`Say what the rules for commits say of commits that are not pushed yet.` },
);

async function judgeOne(given: Given, task: LintTask): Promise<Judged> {
  const { target: ref, lint } = await findLint(given.ref, task);
  if (lint === undefined) return { commits: 0, findings: [] };
  if (given.message !== undefined) {
    const edited = readMessage(given.message);
    const kept = edited.subarray(0, findScissors(edited.toString('latin1')));
    const bytes = await task.workTree.cleanMessage(kept);
    return { commits: 1, findings: await lintMessage(bytes, lint, task) };
  }
  if (given.stdin) return { commits: 1, findings: await lintMessage(readFileSync(0), lint, task) };
  const range = await findRange(given.range, task.workTree);
  return lintRange(range, { ref, lint, limits: task.policy.limits }, task.repository);
}

function readMessage(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (systemCodeOf(error) === undefined) throw error;
    throw invalid(`The message cannot be read: ${messageOf(error)}`, 'Name a file that holds one');
  }
}

/** Reads `<local ref> <local id> <remote ref> <remote id>` for each ref (githooks(5), pre-push). */
async function judgePushed(remote: string, task: LintTask): Promise<Judged> {
  const all: { commits: number; findings: Finding[] } = { commits: 0, findings: [] };
  for (const line of readFileSync(0, 'latin1').split('\n')) {
    const [, local = '', remoteRef = '', known = ''] = line.split(' ');
    if (line === '' || /^0+$/.test(local)) continue;
    const { target: ref, lint } = await findLint(remoteRef, task);
    const range = await task.workTree.pushedRange(remote, local, known);
    if (lint === undefined || range === undefined) continue;
    const judged = await lintRange(range, { ref, lint, limits: task.policy.limits }, task.repository);
    all.commits += judged.commits;
    all.findings.push(...judged.findings);
  }
  return all;
}

async function findRange(text: string | undefined, workTree: WorkTree): Promise<CommitRange> {
  const range =
    text === undefined
      ? ((await workTree.parseRange('@{upstream}..HEAD')) ?? (await workTree.parseRange('HEAD')))
      : await workTree.parseRange(text);
  if (range !== undefined) return range;
  throw invalid(
    `"${text ?? 'HEAD'}" is no range of commits`,
    'Such as origin/main..HEAD, see gitrevisions(7)',
  );
}
