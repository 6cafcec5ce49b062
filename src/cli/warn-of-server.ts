// What commands that put a configuration in force say of the server that it names.
import type { Diagnosis } from '../install/doctor.ts';
import type { Policy } from '../push/policy.ts';
import { openSuite } from '../suite.ts';
import type { Context } from './context.ts';
import { diagnoseServer } from './diagnose-server.ts';
import { findLeftBehind } from './find-left-behind.ts';

/** Warns of what would keep hooks from asking the server, and of what others may do; tells whether they could ask. */
export function warnOfServer({ server }: Policy, context: Context): boolean {
  const diagnoses = server === undefined ? [] : diagnoseServer(server, context.facts.env);
  remarkOn(diagnoses, context);
  return diagnoses.every(({ health }) => health !== 'bad');
}

/** Warns of what the repository leaves behind in a store of its own, once the server has its configuration. */
export async function warnOfLeftBehind(gitDir: string, policy: Policy, context: Context): Promise<void> {
  if (policy.server === undefined) return;
  const suite = await openSuite(gitDir, context.facts, { patient: true });
  try {
    remarkOn(await findLeftBehind(policy, suite.openStore), context);
  } finally {
    suite.close();
  }
}

function remarkOn(diagnoses: readonly Diagnosis[], { remark }: Context): void {
  for (const { message, fix } of diagnoses) {
    remark(`warning: ${message}`);
    if (fix !== undefined) remark(`hint: ${fix}`);
  }
}
