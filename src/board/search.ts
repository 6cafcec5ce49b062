// What the journal is searched by. All that is asked for has to fit.
import type { Entry } from '../journal/entry.ts';

export const SEARCH_FIELDS = ['person', 'ref', 'commit', 'rule', 'kind'] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];
export type Search = Readonly<Partial<Record<SearchField, string>>>;

/** Tells whether an entry is about what is looked for; names are found by a part of them, ids by their beginning. */
export function fitsSearch(entry: Entry, search: Search): boolean {
  return SEARCH_FIELDS.every((field) => {
    const wanted = search[field]?.trim().toLowerCase() ?? '';
    return wanted === '' || wordsOf(entry, field).some((word) => fits(word.toLowerCase(), wanted, field));
  });
}

function fits(word: string, wanted: string, field: SearchField): boolean {
  return field === 'commit' ? word.startsWith(wanted) : word.includes(wanted);
}

/** All names under which an entry holds something of a kind, wherever in it they stand. */
const KEYS: Readonly<Record<SearchField, ReadonlySet<string>>> = {
  person: new Set(['by', 'pusher', 'name', 'signer']),
  ref: new Set(['ref', 'target']),
  commit: new Set([
    'old',
    'new',
    'below',
    'commit',
    'revision',
    'recorded',
    'found',
    'value',
    'claimedOld',
    'lastGood',
  ]),
  rule: new Set(['rule']),
  kind: new Set(['kind']),
};

/** What stands in a list stands under the name of the list. */
function wordsOf(value: unknown, field: SearchField, name = ''): readonly string[] {
  if (typeof value === 'string') return KEYS[field].has(name) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    wordsOf(each, field, Array.isArray(value) ? name : key),
  );
}
