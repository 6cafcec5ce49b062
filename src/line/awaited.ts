// What a job has not been heard of: a revision that arrived, and no build of it or of anything newer was reported.
import type { Oid } from '../ref/oid.ts';
import type { Heard } from './job.ts';

export interface Awaited {
  /** The newest of what is awaited: a CI that is behind builds that one only. */
  readonly revision: Oid;
  readonly order: number;
  /** ISO 8601: since when there is something to hear of, and nothing was heard. */
  readonly since: string;
}

/**
 * Finds what a job owes a report on; `arrivals` are those on its ref after `heard.order`, in order. A job is first
 * heard of, and then awaited: of a ref that its CI does not build nothing is to be expected.
 */
export function findAwaited(
  heard: Heard,
  arrivals: readonly { readonly new: Oid | null; readonly order: number; readonly at: string }[],
): Awaited | undefined {
  const [first] = arrivals;
  const last = arrivals.at(-1);
  if (first === undefined || last === undefined || last.new === null) return undefined;
  // A CI with a queue reports on what is before it: the silence counts, not the waiting.
  const since = first.at > heard.at ? first.at : heard.at;
  return { revision: last.new, order: last.order, since };
}
