// Makes the lines known to the store that an edit of the configuration brought. The admin's edit is as good
// as the admin's command; what it must not do is to make a store credible that was swapped or lost.
import type { LineName } from '../line/line-name.ts';
import type { Policy } from './policy.ts';
import { registerRepository } from './register-repository.ts';
import type { Repository } from './repository.ts';
import type { Store } from './store.ts';

/** An edit that brought lines which the configuration before it had not. */
export interface LineEdit {
  /** The lines before. */
  readonly before: readonly LineName[];
  /** The files that were edited, each with the user id of its owner. */
  readonly sources: readonly { readonly path: string; readonly uid: number }[];
}

/**
 * Registers the new lines of an edit, in a store that knows this repository by all lines it had before:
 * of any other nobody can tell that its silence means "running". Lines that are missing there and are not
 * new stay unknown. Doing it again adds nothing.
 * @returns whether the store knows this repository
 */
export async function registerNewLines(
  { policy, edit, by }: { readonly policy: Policy; readonly edit: LineEdit; readonly by: string },
  tools: { readonly store: Store; readonly repository: Repository },
): Promise<boolean> {
  const { repositories } = await tools.store.readLines();
  const knows = (line: LineName): boolean => repositories.get(line)?.includes(policy.repository) === true;
  if (edit.before.length === 0 || !edit.before.every(knows)) return false;
  const lines = policy.lines.filter(({ name }) => !edit.before.includes(name));
  await registerRepository({ ...policy, lines }, by, tools);
  return true;
}
