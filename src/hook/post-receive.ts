// Records what git moved, and then runs the hooks that were here before.
import { join } from 'node:path';
import { settlePush } from '../push/settle-push.ts';
import { openSuite } from '../suite.ts';
import type { ProcessFacts } from '../suite.ts';
import { escapeText } from '../text/escape.ts';
import { labelText } from '../text/layout.ts';
import { runChainedHooks } from './chained-hooks.ts';
import { readInput, renderFailure } from './run-hook.ts';
import type { HookCall, HookResult } from './run-hook.ts';

const LANDED = { label: 'warning', text: 'the push landed and is not yet on record' } as const;

/** Runs post-receive (githooks(5)). The refs have moved: whatever fails here, reconciliation records it later. */
export async function runPostReceive(facts: ProcessFacts, call: HookCall): Promise<HookResult> {
  const gitDir = facts.env['GIT_DIR'] ?? '.';
  const input = readInput(Number.MAX_SAFE_INTEGER);
  const lines: string[] = [];
  let logFolder = join(gitDir, 'andon');
  try {
    const suite = await openSuite(gitDir, facts);
    logFolder = suite.policy.state;
    const { policy } = suite;
    const receiver = suite.findReceiver(call.firstParent);
    await settlePush(
      { input, receiver, namespace: facts.env['GIT_NAMESPACE'] ?? '' },
      { ...suite, name: policy.repository },
    );
    suite.startFollowers();
  } catch (error) {
    lines.push(...renderFailure(error, logFolder, LANDED));
  }
  const failed = await runChainedHooks(join(call.hooksFolder, 'post-receive.d'), input);
  if (failed !== undefined)
    lines.push(...labelText('warning', `the hook post-receive.d/${escapeText(failed)} failed`));
  return { lines, code: 0 };
}
