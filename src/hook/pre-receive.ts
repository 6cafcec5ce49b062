// Judges a push before git moves any ref, records the answer, and then asks the hooks that were here
// before.
import { join } from 'node:path';
import { admitPush } from '../push/admit-push.ts';
import type { AdmitTools } from '../push/admit-tools.ts';
import { readCertificate } from '../push/certificate.ts';
import { formatAnswer, takeOutProbes, withoutRecord } from '../push/check-request.ts';
import { longestInput } from '../push/parse-updates.ts';
import { readOverrideOption } from '../push/push-options.ts';
import { settleRefused } from '../push/settle-push.ts';
import { admitTools, openSuite } from '../suite.ts';
import type { ProcessFacts, Suite } from '../suite.ts';
import { escapeText } from '../text/escape.ts';
import { labelText } from '../text/layout.ts';
import { runChainedHooks } from './chained-hooks.ts';
import { renderVerdict } from './refusal.ts';
import { printLines, readInput, renderFailure } from './run-hook.ts';
import type { HookCall, HookResult } from './run-hook.ts';

const REFUSED = { label: 'error', text: 'push refused' } as const;

/** Runs pre-receive (githooks(5)); the code is 0 to let the push in. */
export async function runPreReceive(facts: ProcessFacts, call: HookCall): Promise<HookResult> {
  const gitDir = facts.env['GIT_DIR'] ?? '.';
  let logFolder = join(gitDir, 'andon');
  try {
    const suite = await openSuite(gitDir, facts);
    logFolder = suite.policy.state;
    return await judge(suite, facts, call);
  } catch (error) {
    return { lines: renderFailure(error, logFolder, REFUSED), code: 1 };
  }
}

async function judge(suite: Suite, facts: ProcessFacts, call: HookCall): Promise<HookResult> {
  const whole = readInput(longestInput(suite.policy.limits.refs));
  if (whole.length === 0) {
    // No push: git starts no hook without a ref update, so this is install proving that the hook runs.
    await suite.openStore().readLines();
    return { lines: [], code: 0 };
  }
  await suite.registerEdit();
  const { isCheck, input } = takeOutProbes(whole);
  const place = { suite, facts, call };
  if (!isCheck) return answer(input, place, admitTools(suite));
  const { lines, code } = await answer(input, place, withoutRecord(admitTools(suite)));
  // By itself: long findings must not cut it off.
  printLines(lines);
  return { lines: [formatAnswer(code === 0)], code: 1 };
}

interface Place {
  readonly suite: Suite;
  readonly facts: ProcessFacts;
  readonly call: HookCall;
}

async function answer(input: Buffer, { suite, facts, call }: Place, tools: AdmitTools): Promise<HookResult> {
  const { verdict, push, warnings } = await admitPush(
    {
      input,
      pusher: suite.pusher(),
      override: readOverrideOption(facts.env),
      namespace: facts.env['GIT_NAMESPACE'] ?? '',
      receiver: suite.findReceiver(call.firstParent),
      certificate: await readCertificate(facts.env, suite.repository),
    },
    tools,
  );
  const contacts = suite.policy.lines.filter(({ name }) =>
    verdict.guarded.some(({ lines }) => lines.includes(name)),
  );
  const lines = renderVerdict(verdict, {
    warnings: [...suite.warnings, ...warnings],
    contact: contacts.find(({ contact }) => contact !== undefined)?.contact,
  });
  if (!verdict.accept) {
    suite.startFollowers();
    return { lines, code: 1 };
  }
  // What they print comes after what we have to say.
  printLines(lines);
  const failed = await runChainedHooks(join(call.hooksFolder, 'pre-receive.d'), input);
  if (failed === undefined) return { lines: [], code: 0 };
  await settleRefused(push, tools);
  return {
    lines: labelText('error', `push refused by the hook pre-receive.d/${escapeText(failed)}`),
    code: 1,
  };
}
