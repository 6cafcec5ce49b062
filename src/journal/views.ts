// What the journal says, kept ready to be read: tables of text that any engine can hold and that
// can be thrown away and folded again from the entries at any time.
import { foldAlert } from './alert-views.ts';
import { foldReport } from './build-views.ts';
import type { Entry } from './entry.ts';
import { noteRegistration } from './freeze-views.ts';
import { foldAdoption, foldDrift, foldIntent, foldSettlement } from './push-views.ts';
import { foldStop } from './stop-views.ts';
import { foldAccess } from './token-views.ts';
import { readView } from './view-table.ts';
import type { ViewTable } from './view-table.ts';
import { foldAdmission, foldRefusal } from './waiting.ts';

/** Names what entries fold to: another name wherever that changes, so that a store of a former release is folded anew. */
export const FOLD = '1';

/** Folds one entry into the views. */
export function project(entry: Entry, views: ViewTable): void {
  if (entry.spooled !== undefined) views.put('counter', `spooled ${entry.spooled}`, String(entry.seq));
  switch (entry.kind) {
    case 'line.registered':
      return foldRegistration(entry, views);
    case 'stop.opened':
    case 'stop.escalated':
    case 'stop.claimed':
    case 'stop.amended':
    case 'stop.lifted':
    case 'stop.fix-failed':
      return foldStop(entry, views);
    case 'alert.reported':
      return foldAlert(entry, views);
    case 'build.reported':
      return foldReport(entry, views);
    case 'push.admitted':
      foldIntent(entry, views);
      return foldAdmission(entry, views);
    case 'push.refused':
      return foldRefusal(entry, views);
    case 'push.settled':
      return foldSettlement(entry, views);
    case 'ref.drifted':
      return foldDrift(entry, views);
    case 'ref.adopted':
      return foldAdoption(entry, views);
    case 'token.created':
    case 'token.revoked':
    case 'access.denied':
      return foldAccess(entry, views);
  }
}

function foldRegistration(entry: Extract<Entry, { kind: 'line.registered' }>, views: ViewTable): void {
  const repositories = readView<string[]>(views, 'line', entry.line) ?? [];
  if (!repositories.includes(entry.repository)) repositories.push(entry.repository);
  views.put('line', entry.line, JSON.stringify(repositories));
  noteRegistration(entry, views);
}
