// Translates what any sender sends, by what the admin says of where in it each value stands.
import { textOf, urlOf } from '../alert/read-fields.ts';
import { problem, report } from '../alert/translation.ts';
import { SEVERITIES } from '../line/alert.ts';
import { TRIGGERS } from '../line/build.ts';
import { isPointer, readPointer } from './json-pointer.ts';
import { nothing, quoteWord } from './nothing.ts';
import { idOf } from './read-values.ts';
import { tellBuild } from './tell-build.ts';
import type { Headers, Told, ToldStatus } from './told.ts';

export const BUILD_FIELDS = [
  'job', 'build', 'revision', 'status', 'started', 'finished', 'url', 'trigger',
] as const; // prettier-ignore
export const ALERT_FIELDS = ['key', 'severity', 'state', 'summary', 'url'] as const;

/** A word of the sender that means that there is nothing to tell. */
export const NOTHING = 'nothing';

/** For each field a JSON pointer, or a text that is the same for all. */
type Fields<Name extends string> = Readonly<Partial<Record<Name, string>>>;

export type Mapping = (
  | { readonly build: Fields<(typeof BUILD_FIELDS)[number]> }
  | { readonly alert: Fields<(typeof ALERT_FIELDS)[number]> }
) & {
  /** Our words for those of the sender. */
  readonly words?: Readonly<Record<string, string>>;
};

const STATUSES: readonly ToldStatus[] = ['passed', 'failed', 'error', 'cancelled', 'running'];
const STATES = ['firing', 'resolved'] as const;

/** Makes the translation of a mapping. */
export function translateGeneric(mapping: Mapping): (headers: Headers, body: unknown) => readonly Told[] {
  return (_, body) => {
    const read = (field: string | undefined): unknown =>
      field !== undefined && isPointer(field) ? readPointer(body, field) : field;
    const word = <T extends string>(field: string | undefined, known: readonly T[]): Word<T> =>
      readWord(read(field), mapping.words ?? {}, known);
    return 'build' in mapping ? mapBuild(mapping.build, read, word) : mapAlert(mapping.alert, read, word);
  };
}

type Read = (field: string | undefined) => unknown;
type Word<T> =
  { readonly kind: 'known'; readonly word: T } | { readonly kind: 'nothing' } | { readonly kind: 'unknown' };
type ReadKnown = <T extends string>(field: string | undefined, known: readonly T[]) => Word<T>;

function mapBuild(
  fields: Extract<Mapping, { build: unknown }>['build'],
  read: Read,
  word: ReadKnown,
): readonly Told[] {
  const [status, trigger] = [word(fields.status, STATUSES), word(fields.trigger, TRIGGERS)];
  if (status.kind === 'nothing') return [isNothing(read(fields.status))];
  if (trigger.kind === 'nothing') return [isNothing(read(fields.trigger))];
  const { job, build, revision, started, finished, url } = fields;
  return [
    tellBuild({
      job: idOf(read(job)),
      build: read(build),
      revision: read(revision),
      status: status.kind === 'known' ? status.word : undefined,
      said: read(fields.status),
      started: read(started),
      finished: read(finished),
      url: read(url),
      ...(trigger.kind === 'known' ? { trigger: trigger.word } : {}),
    }),
  ];
}

function mapAlert(
  fields: Extract<Mapping, { alert: unknown }>['alert'],
  read: Read,
  word: ReadKnown,
): readonly Told[] {
  const [state, severity] = [word(fields.state, STATES), word(fields.severity, SEVERITIES)];
  if (state.kind === 'nothing') return [isNothing(read(fields.state))];
  if (severity.kind === 'nothing') return [isNothing(read(fields.severity))];
  const key = idOf(read(fields.key));
  if (key === undefined) return [problem('it has no key of an alert')];
  if (state.kind === 'unknown') return [problem(`${key} is neither firing nor resolved`)];
  return [
    report({
      key,
      // A person looks at a warning, and it stops nothing at once.
      severity: severity.kind === 'known' ? severity.word : 'warning',
      state: state.word,
      summary: textOf(read(fields.summary)) ?? `${key} is ${state.word}`,
      ...urlOf(read(fields.url)),
    }),
  ];
}

function isNothing(said: unknown): Told {
  return nothing(`${quoteWord(said)} means that there is nothing to tell, by the words of this webhook`);
}

function readWord<T extends string>(
  value: unknown,
  words: Readonly<Record<string, string>>,
  known: readonly T[],
): Word<T> {
  const said = typeof value === 'boolean' ? String(value) : (idOf(value) ?? '');
  const ours = Object.hasOwn(words, said) ? words[said] : said;
  if (ours === NOTHING) return { kind: 'nothing' };
  const word = known.find((each) => each === ours);
  return word === undefined ? { kind: 'unknown' } : { kind: 'known', word };
}
