// Is what an admin sets for an option of a rule what the option takes? Asked when a configuration is applied, and
// never by a hook.
import { isRefPattern } from '../ref/ref-pattern.ts';
import { isMap } from '../text/is-map.ts';
import type { Option, Table } from './option.ts';
import { TEXT_FORMS } from './text-form.ts';

/** Returns what is wrong with a configured value, worded to follow the option's name, or undefined. */
export function judgeOption(option: Option, value: unknown): string | undefined {
  if (option.kind === 'entries') return judgeEntries(option, value);
  const { fits, wanted } = judgeKind(option, value);
  return fits ? undefined : `has to be ${wanted}`;
}

function judgeEntries(
  { fields, required }: Extract<Option, { kind: 'entries' }>,
  value: unknown,
): string | undefined {
  if (!Array.isArray(value) || !value.every(isMap)) return 'has to be a list of maps';
  for (const [index, entry] of value.entries()) {
    const about = `has in its entry ${index + 1}`;
    const missing = required.find((name) => !Object.hasOwn(entry, name));
    if (missing !== undefined) return `${about} no "${missing}"`;
    for (const [name, given] of Object.entries(entry)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined) return `${about} an unknown "${name}"`;
      const problem = judgeOption(field, given);
      if (problem !== undefined) return `${about} a "${name}" that ${problem}`;
    }
  }
  return undefined;
}

function judgeKind(
  option: Exclude<Option, { kind: 'entries' }>,
  value: unknown,
): { readonly fits: boolean; readonly wanted: string } {
  switch (option.kind) {
    case 'number': {
      const { min, max } = option;
      const fits = Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
      return { fits, wanted: `a whole number from ${min} to ${max}` };
    }
    case 'string': {
      const { fits, wanted } = option.form === undefined ? ANY_TEXT : TEXT_FORMS[option.form];
      return { fits: typeof value === 'string' && (value === '' || fits(value)), wanted };
    }
    case 'pattern':
      return { fits: typeof value === 'string', wanted: 'a string' };
    case 'boolean':
      return { fits: typeof value === 'boolean', wanted: 'true or false' };
    case 'choice': {
      const { choices } = option;
      return { fits: choices.some((choice) => choice === value), wanted: `one of ${choices.join(', ')}` };
    }
    case 'list':
    case 'patterns':
      return { fits: isList(value), wanted: 'a list of strings' };
    case 'refs':
      return { fits: isList(value) && value.every(isRefPattern), wanted: `a list of ${REFS}` };
    case 'table':
      return { fits: isTable(value), wanted: 'a map of lists of strings' };
    case 'ref-table':
      // A pattern that fits no ref would protect nothing, in silence.
      return {
        fits: isTable(value) && Object.keys(value).every(isRefPattern),
        wanted: `a map of lists of strings, by ${REFS}`,
      };
  }
}

const ANY_TEXT = { fits: () => true, wanted: 'a string' };

const REFS = 'names below refs/, in which * and ** stand for any text';

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTable(value: unknown): value is Table {
  return isMap(value) && Object.values(value).every(isList);
}
