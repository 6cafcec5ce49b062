// The tokens, folded from the journal.
import type { AccessEvent } from '../access/event.ts';
import type { Token } from '../access/token.ts';
import type { Entry } from './entry.ts';
import { listView, readView } from './view-table.ts';
import type { ViewTable } from './view-table.ts';

type AccessEntry = Extract<Entry, { kind: AccessEvent['kind'] }>;

/** Folds what happened to a token. */
export function foldAccess(entry: AccessEntry, views: ViewTable): void {
  switch (entry.kind) {
    case 'token.created': {
      const { kind: _kind, seq: _seq, by, at, ...facts } = entry;
      const token: Token = { ...facts, created: { by, at } };
      return views.put('token', token.token, JSON.stringify(token));
    }
    case 'token.revoked': {
      const token = readToken(views, entry.token);
      if (token === undefined) return;
      const revoked = { by: entry.by, at: entry.at };
      return views.put('token', entry.token, JSON.stringify({ ...token, revoked }));
    }
    case 'access.denied':
      return;
  }
}

/** Reads a token by its public part. */
export function readToken(views: Pick<ViewTable, 'get'>, token: string): Token | undefined {
  return readView<Token>(views, 'token', token);
}

/** Reads all tokens there ever were. */
export function listTokens(views: Pick<ViewTable, 'list'>): readonly Token[] {
  return listView<Token>(views, 'token');
}
