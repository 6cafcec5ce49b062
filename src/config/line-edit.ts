// What an edit of the configuration brought that the store has still to learn, and whose edit it was.
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Policy } from '../push/policy.ts';
import type { LineEdit } from '../push/register-new-lines.ts';
import { readApplied, type Applied } from './applied.ts';
import type { SourcePrint } from './source-print.ts';
import { writeApplied } from './write-applied.ts';

/** Finds the lines that the configuration applied before had not; undefined where there are none. */
export function findLineEdit(
  former: Applied,
  { policy, sources }: { readonly policy: Policy; readonly sources: readonly SourcePrint[] },
): LineEdit | undefined {
  // What an earlier edit brought, and the store could not be told, is still to be told.
  const before = former.edit?.before ?? former.policy.lines.map(({ name }) => name);
  if (policy.lines.every(({ name }) => before.includes(name))) return undefined;
  const known = new Set(former.sources.map((source) => JSON.stringify(source)));
  const edited = sources.filter((source) => !known.has(JSON.stringify(source)));
  return { before, sources: edited.map(({ path }) => ({ path, uid: ownerOf(path) })) };
}

/** Notes that the store knows the lines of an edit; does nothing where another one came meanwhile. */
export function closeLineEdit(repositoryDir: string, applied: Applied): void {
  if (JSON.stringify(readApplied(repositoryDir)) !== JSON.stringify(applied)) return;
  const { edit: _edit, ...rest } = applied;
  writeApplied(repositoryDir, rest);
}

/** Who removed a file may write its folder. */
function ownerOf(path: string): number {
  return statSync(existsSync(path) ? path : dirname(path)).uid;
}
