// The kinds of values that commitlint's rules take, and what is wrong with one that was pasted. All of them
// are data: whatever would have to run is refused.
import { nearest } from '../../text/nearest.ts';
import { CASES, type LetterCase } from './letter-case.ts';

/** A case that a text has to be in, or, where `when` says so, must not be in. */
export type CaseCheck = LetterCase | { readonly when?: 'always' | 'never'; readonly case: LetterCase };

/** The value that a rule of each kind takes. */
export interface RuleValues {
  none: unknown;
  length: number;
  text: string;
  words: readonly string[];
  cases: CaseCheck | readonly CaseCheck[];
  'scope-cases':
    | CaseCheck
    | readonly CaseCheck[]
    | { readonly cases: readonly CaseCheck[]; readonly delimiters?: readonly string[] };
  scopes: readonly string[] | { readonly scopes: readonly string[]; readonly delimiters?: readonly string[] };
}

export type ValueKind = keyof RuleValues;

/** Returns what is wrong with a value, worded to follow its place, or undefined. */
export function judgeValue(kind: ValueKind, value: unknown): string | undefined {
  if (!isData(value)) return 'has to be plain data, which no pattern and no function is';
  switch (kind) {
    case 'none':
      return undefined;
    case 'length':
      return Number.isSafeInteger(value) && Number(value) >= 0
        ? undefined
        : 'has to be a whole number, 0 or more';
    case 'text':
      return typeof value === 'string' ? undefined : 'has to be a string';
    case 'words':
      return isWords(value) ? undefined : 'has to be a list of strings';
    case 'cases':
      return judgeCases(value);
    case 'scope-cases':
      return isMap(value) && !('case' in value) ? judgeScoped(value, 'cases') : judgeCases(value);
    case 'scopes':
      if (isWords(value)) return undefined;
      return isMap(value)
        ? judgeScoped(value, 'scopes')
        : 'has to be a list of strings, or a map with scopes';
  }
}

/** Tells whether JSON and YAML can say it, looking at the outside only. */
function isData(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) || isMap(value);
  return ['string', 'number', 'boolean'].includes(typeof value) || value === null;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function judgeCases(value: unknown): string | undefined {
  const checks: readonly unknown[] = Array.isArray(value) ? value : [value];
  return checks.map(judgeCase).find((problem) => problem !== undefined);
}

function judgeCase(check: unknown): string | undefined {
  if (isMap(check)) {
    const when = check['when'] ?? 'always';
    if (when !== 'always' && when !== 'never') return 'has to say "always" or "never" under "when"';
    return typeof check['case'] === 'string' ? judgeCase(check['case']) : 'has to name a case under "case"';
  }
  if (typeof check !== 'string') return 'has to be a case or a list of cases';
  if (CASES.some((each) => each === check)) return undefined;
  const near = nearest(check, CASES);
  const advice =
    near === undefined ? `expected one of ${CASES.slice(0, 8).join(', ')}` : `did you mean "${near}"?`;
  return `names the unknown case ${JSON.stringify(check.slice(0, 60))}, ${advice}`;
}

function judgeScoped(value: Readonly<Record<string, unknown>>, list: 'cases' | 'scopes'): string | undefined {
  const unknown = Object.keys(value).find((key) => key !== list && key !== 'delimiters');
  if (unknown !== undefined)
    return `may hold "${list}" and "delimiters", not ${JSON.stringify(unknown.slice(0, 60))}`;
  const items = value[list];
  if (list === 'scopes' && !isWords(items)) return 'has to hold a list of strings under "scopes"';
  const delimiters = value['delimiters'] ?? [];
  if (!isWords(delimiters) || delimiters.includes(''))
    return 'has to hold a list of strings under "delimiters", none of them empty';
  if (list === 'scopes') return undefined;
  return Array.isArray(items) ? judgeCases(items) : 'has to hold a list of cases under "cases"';
}
