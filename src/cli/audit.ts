// andon audit verify | reconcile | rebuild: is the journal what was written, and does it agree with
// the refs?
import { object, or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { command } from '@optique/core/primitives';
import { reconcileAll } from '../push/reconcile-dead.ts';
import { verifyJournal } from '../push/verify-journal.ts';
import { openEmbeddedEngine } from '../open-store.ts';
import { exitCodeOf } from '../text/andon-error.ts';
import { rebuildViews } from '../store/rebuild-views.ts';
import { commonOptions, openFor } from './context.ts';
import type { Action } from './context.ts';
import { reportEntries } from './print-entries.ts';

const verify = command(
  'verify',
  map(object(commonOptions), (given): Action => async (context) => {
    const { policy, openStore } = await openFor(given, context);
    const verdict = await verifyJournal(openStore());
    if (given.json) context.print(JSON.stringify(verdict));
    else if (verdict.kind === 'intact') {
      context.print(`the journal is intact: ${verdict.head.seq} entries, head ${verdict.head.hash}`);
    } else {
      context.print(`the journal is BROKEN at entry ${verdict.seq}: ${verdict.problem}`);
      context.print(`  expected ${verdict.expected}`);
      context.print(`  found    ${verdict.found}`);
      context.print(`  compare with the copy in ${policy.state}/journal.log`);
    }
    return verdict.kind === 'intact' ? 0 : exitCodeOf('tampered');
  }),
  { description: message`Check every entry's hash and place.` },
);

const reconcile = command(
  'reconcile',
  map(object(commonOptions), (given): Action => async (context) => {
    const suite = await openFor(given, context);
    const { policy, repository, isAlive } = suite;
    const store = suite.openStore();
    await suite.spool.takeIn(store);
    const entries = await reconcileAll(policy.repository, { store, repository, isAlive });
    if (entries.length === 0) context.remark('nothing to reconcile: the journal agrees with the refs');
    return reportEntries(entries, suite, { ...given, ...context });
  }),
  { description: message`Settle pushes that were cut off, and find refs that moved past the hooks.` },
);

const rebuild = command(
  'rebuild',
  map(object(commonOptions), (given): Action => async (context) => {
    const { policy } = await openFor(given, context);
    const engine = openEmbeddedEngine(policy);
    const entries = await rebuildViews(engine);
    const { copyJournal, placesIn } = await import('../store/copy-journal.ts');
    const copied = await copyJournal(placesIn(policy.state), { anew: true });
    engine.close();
    if (given.json) context.print(JSON.stringify({ entries, copied }));
    else context.print(`the views and the log file are folded anew from ${entries} entries`);
    return 0;
  }),
  { description: message`Make the views and the log file anew from the journal.` },
);

export const auditCommand = command('audit', or(verify, reconcile, rebuild), {
  description: message`Verify, reconcile or rebuild the journal.`,
});
