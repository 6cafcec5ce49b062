// Folds the views anew from the journal: what they hold is worth no more than that.
import { openEntry } from '../journal/chain.ts';
import { FOLD, project } from '../journal/views.ts';
import type { Engine, WriteTransaction } from './engine.ts';

const BATCH = 1_000;

/** Rebuilds all views in one transaction; returns how many entries were folded. */
export async function rebuildViews(engine: Engine): Promise<number> {
  return engine.write((transaction) => {
    transaction.clearViews();
    let folded = 0;
    for (;;) {
      const entries = transaction.entries({ afterSeq: folded, newestFirst: false, limit: BATCH });
      for (const stored of entries) project(openEntry(stored), transaction.views);
      folded = entries.at(-1)?.seq ?? folded;
      if (entries.length < BATCH) break;
    }
    transaction.side('about').put('fold', FOLD);
    return folded;
  });
}

/** Rebuilds all views where another release has folded them. */
export async function requireFold(engine: Engine): Promise<void> {
  const known = await engine.read((transaction) => transaction.side('about').get('fold'));
  if (known !== FOLD) await rebuildViews(engine);
}

/** Says of views that another release has folded, and that this one goes on with, that they are to be folded anew. */
export function noteFold({ side }: Pick<WriteTransaction, 'side'>): void {
  const about = side('about');
  if (about.get('fold') !== FOLD) about.put('fold', 'by several');
}
