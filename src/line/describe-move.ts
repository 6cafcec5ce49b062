// The words for what an update does to a ref.
import { shortOid } from '../ref/oid.ts';
import type { GuardedUpdate } from './guarded-update.ts';

/** Says what an update does, in the words of a refusal: "1a2b3c4..9f8e7d6". */
export function describeMove(update: Pick<GuardedUpdate, 'old' | 'new'>): string {
  if (update.old === undefined) return `(new) ${update.new === undefined ? '' : shortOid(update.new)}`.trim();
  if (update.new === undefined) return `${shortOid(update.old)} (deleted)`;
  return `${shortOid(update.old)}..${shortOid(update.new)}`;
}
