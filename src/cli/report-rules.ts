// andon rules report: what rules on trial would have refused, read from the journal.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { command } from '@optique/core/primitives';
import { openEntry } from '../journal/chain.ts';
import type { Entry } from '../journal/entry.ts';
import { shortOid } from '../ref/oid.ts';
import { countOf } from '../text/count-of.ts';
import { escapeText } from '../text/escape.ts';
import { commonOptions, openFor } from './context.ts';
import type { Action } from './context.ts';

const MOST_EXAMPLES = 3;

interface RuleReport {
  /** Pushes that it alone, or with others, would have refused. */
  pushes: number;
  findings: number;
  readonly examples: {
    readonly push: string;
    readonly pusher: string;
    readonly commit?: string;
    readonly message: string;
  }[];
}

export const reportCommand = command(
  'report',
  map(object(commonOptions), (given): Action => async (context) => {
    const { policy, openStore } = await openFor(given, context);
    const rules = new Map<string, RuleReport>();
    let [pushes, caught] = [0, 0];
    for await (const stored of openStore().readEntries({})) {
      const entry = openEntry(stored);
      if (!isPush(entry) || entry.repository !== policy.repository) continue;
      pushes += 1;
      if (count(entry, rules)) caught += 1;
    }
    if (given.json) context.print(JSON.stringify({ pushes, caught, rules: Object.fromEntries(rules) }));
    else {
      context.print(`${caught} of ${countOf(pushes, 'push')} would have been refused by rules on trial`);
      for (const [rule, report] of rules) {
        context.print(`${rule}: ${countOf(report.findings, 'finding')} in ${countOf(report.pushes, 'push')}`);
        for (const { pusher, commit, message: text } of report.examples)
          context.print(
            `  ${commit === undefined ? '' : `${shortOid(commit)} `}${escapeText(`${pusher}: ${text}`)}`,
          );
      }
    }
    return 0;
  }),
  { description: message`Say what rules on trial (evaluate: true) would have refused.` },
);

type PushEntry = Extract<Entry, { kind: 'push.admitted' | 'push.refused' }>;

function isPush(entry: Entry): entry is PushEntry {
  return entry.kind === 'push.admitted' || entry.kind === 'push.refused';
}

/** Counts what was found in a push; tells whether there was anything. */
function count({ push, pusher, findings }: PushEntry, rules: Map<string, RuleReport>): boolean {
  const evaluated = findings.filter(({ severity }) => severity === 'evaluated');
  for (const [rule, found] of Map.groupBy(evaluated, (finding) => finding.rule)) {
    const report = rules.get(rule) ?? { pushes: 0, findings: 0, examples: [] };
    rules.set(rule, report);
    report.pushes += 1;
    report.findings += found.length;
    const [first] = found;
    if (first !== undefined && report.examples.length < MOST_EXAMPLES) {
      const { commit, message: text } = first;
      report.examples.push({ push, pusher, message: text, ...(commit === undefined ? {} : { commit }) });
    }
  }
  return evaluated.length > 0;
}
