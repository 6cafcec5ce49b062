// andon lint: what the server's rules say of commits that are not pushed yet. Exit 0 where nothing would be
// refused, 1 where something would.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import type { InferValue } from '@optique/core/parser';
import { string } from '@optique/core/valueparser';
import { checkConfig } from '../config/apply.ts';
import { compilePolicy } from '../config/compile.ts';
import { parseMessage } from '../lint/message.ts';
import { lintRange } from '../push/lint-range.ts';
import { lintFor } from '../push/lint-for.ts';
import { lineFinder } from '../push/locate-updates.ts';
import type { RulePlace } from '../push/effective-rules.ts';
import type { Policy } from '../push/policy.ts';
import type { CommitRange } from '../push/repository.ts';
import type { WorkTree } from '../push/work-tree.ts';
import { readHeaders } from '../rule/ident.ts';
import { loadPatterns, openClient } from '../suite.ts';
import type { Client } from '../suite.ts';
import type { Finding } from '../verdict/finding.ts';
import { commonOptions, findGitDir, invalid, requireRef } from './context.ts';
import type { Action, Context } from './context.ts';
import { reportFindings } from './report-findings.ts';
import type { Judged } from './report-findings.ts';

const flags = object({
  ...commonOptions,
  against: optional(
    option('--against', string({ metavar: 'FILE' }), {
      description: message`The configuration of the server; else what is built in.`,
    }),
  ),
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

/** Who will push is not known yet. */
const UNPUSHED = { loadPatterns, pusher: undefined };

type Given = InferValue<typeof flags>;

export const lintCommand = command(
  'lint',
  map(flags, (given): Action => async (context) => {
    const gitDir = findGitDir(given.repo, context);
    const policy = await readPolicy(given, gitDir, context);
    const task = { ...openClient(gitDir, context.facts), policy };
    const judged =
      given.prePush === undefined ? await judgeOne(given, task) : await judgePushed(given.prePush, task);
    return reportFindings(judged, given, context);
  }),
  { description: message`Say what the rules for commits say of commits that are not pushed yet.` },
);

interface Task extends Client {
  readonly policy: Policy;
}

async function readPolicy(given: Given, repositoryDir: string, context: Context): Promise<Policy> {
  const request = { repositoryDir, now: context.now(), uid: process.getuid?.() ?? 0 };
  if (given.against !== undefined) return checkConfig({ ...request, configFile: resolve(given.against) });
  const compiled = compilePolicy([], repositoryDir);
  if (compiled.kind === 'refused') throw new TypeError('what is built in is refused');
  return compiled.policy;
}

async function judgeOne(given: Given, task: Task): Promise<Judged> {
  const place = await findPlace(given.ref, task);
  const lint = await lintFor(task.policy, UNPUSHED)(place);
  if (lint === undefined) return { commits: 0, findings: [] };
  if (given.message !== undefined || given.stdin) {
    const bytes =
      given.message === undefined
        ? readFileSync(0)
        : await task.workTree.cleanMessage(readFileSync(given.message));
    const idents = await task.workTree.readIdents();
    const headers = readHeaders({ ...idents, encoding: undefined, parents: [''] });
    const message = parseMessage(bytes.toString('latin1'));
    const { subject } = message;
    return { commits: 1, findings: lint(message, headers).map((finding) => ({ ...finding, subject })) };
  }
  const range = await findRange(given.range, task.workTree);
  return lintRange(range, { ref: place.target, lint, limits: task.policy.limits }, task.repository);
}

/** Reads `<local ref> <local id> <remote ref> <remote id>` for each ref (githooks(5), pre-push). */
async function judgePushed(remote: string, task: Task): Promise<Judged> {
  const all: { commits: number; findings: Finding[] } = { commits: 0, findings: [] };
  for (const line of readFileSync(0, 'latin1').split('\n')) {
    const [, local = '', ref = '', known = ''] = line.split(' ');
    if (line === '' || /^0+$/.test(local)) continue;
    const place = await findPlace(ref, task);
    const lint = await lintFor(task.policy, UNPUSHED)(place);
    const range = await task.workTree.pushedRange(remote, local, known);
    if (lint === undefined || range === undefined) continue;
    const judged = await lintRange(
      range,
      { ref: place.target, lint, limits: task.policy.limits },
      task.repository,
    );
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

async function findPlace(text: string | undefined, { policy, workTree }: Task): Promise<RulePlace> {
  const head = requireRef((await workTree.readRemoteHead()) ?? 'refs/heads/main');
  const target = text === undefined ? head : requireRef(text);
  return { target, lines: lineFinder(policy.lines, head)(target) };
}
