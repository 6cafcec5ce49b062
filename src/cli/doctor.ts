// andon doctor: exit 0 when all is well or only warned of, 1 when something is bad.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { command } from '@optique/core/primitives';
import { checkHooks, checkLeftovers, checkSettings } from '../install/doctor.ts';
import type { Diagnosis } from '../install/doctor.ts';
import { openNotifier } from '../notifier.ts';
import { reconcileAll } from '../push/reconcile-dead.ts';
import { verifyJournal } from '../push/verify-journal.ts';
import { tryWriting } from '../store/try-writing.ts';
import { openEmbeddedEngine } from '../open-store.ts';
import type { Suite } from '../suite.ts';
import { AndonError } from '../text/andon-error.ts';
import { escapeText } from '../text/escape.ts';
import { commonOptions, openFor } from './context.ts';
import type { Action, CommonFlags, Context } from './context.ts';
import { diagnoseChannels } from './diagnose-channels.ts';
import { diagnoseServer } from './diagnose-server.ts';
import { findGitDir } from './find-git-dir.ts';
import { hooksFolder } from './install.ts';

const SIGNS = { good: 'ok  ', warning: 'WARN', bad: 'BAD ' } as const;

export const doctorCommand = command(
  'doctor',
  map(object(commonOptions), (given): Action => async (context) => {
    const gitDir = findGitDir(given.repo, context);
    const diagnoses = [
      ...checkHooks(gitDir, hooksFolder(gitDir, context)),
      ...(await checkSuite(given, context)),
      ...checkSettings(gitDir, context.facts.env),
      ...checkLeftovers(gitDir, context.now()),
    ];
    if (given.json) context.print(JSON.stringify(diagnoses));
    else for (const diagnosis of diagnoses) printDiagnosis(diagnosis, context);
    return diagnoses.some(({ health }) => health === 'bad') ? 1 : 0;
  }),
  { description: message`Find what could let a push or an alarm go unseen, and how to mend it.` },
);

function printDiagnosis({ health, check, message: text, fix }: Diagnosis, { print }: Context): void {
  print(`${SIGNS[health]} ${check}: ${escapeText(text)}`);
  if (fix !== undefined) print(`       mend it: ${escapeText(fix)}`);
}

async function checkSuite(given: CommonFlags, context: Context): Promise<readonly Diagnosis[]> {
  let suite: Suite;
  try {
    suite = await openFor(given, { ...context, remark: () => undefined });
  } catch (error) {
    return [badNews('configuration', error, 'andon config check')];
  }
  const { policy, warnings } = suite;
  const config: Diagnosis[] =
    warnings.length === 0
      ? [{ check: 'configuration', health: 'good', message: 'is in force' }]
      : warnings.map((warning) => ({
          check: 'configuration',
          health: 'bad',
          message: warning,
          fix: 'andon config check',
        }));
  const server = policy.server === undefined ? [] : diagnoseServer(policy.server, context.facts.env);
  // Without a token there is nobody to ask.
  if (server.some(({ health }) => health === 'bad')) return [...config, ...server];
  try {
    const store = await checkStore(suite);
    const isSound = store.every(({ health }) => health !== 'bad');
    return [...config, ...server, ...store, ...(isSound ? await checkChannels(suite, context) : [])];
  } catch (error) {
    return [
      ...config,
      ...server,
      badNews(
        'store',
        error,
        `see that ${policy.state} has room and that the hooks may write it; a store that is lost comes ` +
          'back from a backup, or empty: andon config apply',
      ),
    ];
  }
}

async function checkStore({
  openStore,
  policy,
  repository,
  isAlive,
  spool,
}: Suite): Promise<readonly Diagnosis[]> {
  if (policy.server === undefined) {
    const engine = openEmbeddedEngine(policy);
    await tryWriting(engine);
    engine.close();
  }
  const store = openStore();
  const spooled = (await spool.takeIn(store)).map((problem): Diagnosis => ({
    check: 'spool',
    health: 'bad',
    message: problem,
    fix: 'what is in it never came into the journal; read it, keep a copy, and remove it',
  }));
  const verdict = await verifyJournal(store);
  const journal: Diagnosis =
    verdict.kind === 'intact'
      ? { check: 'journal', health: 'good', message: `${verdict.head.seq} entries, intact` }
      : {
          check: 'journal',
          health: 'bad',
          message: `broken at entry ${verdict.seq}: ${verdict.problem}`,
          fix: 'andon audit verify',
        };
  if (journal.health === 'bad') return [journal];
  const known = (await store.readLines()).statuses;
  const missing = policy.lines.filter(({ name }) => !known.has(name));
  const lines = missing.map(({ name }): Diagnosis => ({
    check: 'lines',
    health: 'bad',
    message: `line ${name} is not registered: its pushes are refused`,
    fix: 'andon config apply',
  }));
  const entries = await reconcileAll(policy.repository, { store, repository, isAlive });
  const drifts = entries.flatMap((entry): Diagnosis[] =>
    entry.kind === 'ref.drifted'
      ? [
          {
            check: 'drift',
            health: 'warning',
            message: `${entry.ref} has moved past the hooks; it is on record now`,
            fix: 'andon log',
          },
        ]
      : [],
  );
  return [
    journal,
    ...spooled,
    ...lines,
    ...(drifts.length > 0
      ? drifts
      : [{ check: 'drift', health: 'good' as const, message: 'the journal agrees with the refs' }]),
  ];
}

async function checkChannels(suite: Suite, { facts, now }: Context): Promise<readonly Diagnosis[]> {
  // A server announces what its own configuration says.
  if (suite.policy.channels === undefined || suite.policy.server !== undefined) return [];
  const notifier = await openNotifier(suite, { environment: facts.env, pid: facts.pid });
  try {
    return await diagnoseChannels(notifier, now());
  } finally {
    notifier.close();
  }
}

function badNews(check: string, error: unknown, fix: string): Diagnosis {
  if (!(error instanceof AndonError)) throw error;
  // One that leads here is of no use.
  const hint = error.hints.find((each) => !each.includes('andon doctor'));
  return { check, health: 'bad', message: error.message, fix: hint ?? fix };
}
