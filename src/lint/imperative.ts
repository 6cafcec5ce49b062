// Verbs that commits begin with, and the forms of them that are no imperatives. A short list of common
// ones, because a wrong complaint costs more than a missed one.

const VERBS = new Set(
  `
  add allow apply avoid bump build call catch change check clean clarify close collect compile
  configure convert copy correct create define delete deprecate disable do document drop enable enforce
  ensure exclude expose extend extract fix format generate handle hide ignore implement import improve
  include increase inline install introduce keep link list load log make mark merge migrate move open
  optimize parse pass pin prepare prevent print provide publish push raise read reduce refactor reject
  release remove rename render replace report require reset resolve restore restrict return revert
  rework rewrite run save select send set show simplify skip sort speed split start stop store support
  switch test tidy track trim unify update upgrade use validate verify warn wrap write
`
    .trim()
    .split(/\s+/),
);

const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  build: ['built'],
  catch: ['caught'],
  do: ['did', 'done', 'does'],
  hide: ['hid', 'hidden'],
  keep: ['kept'],
  make: ['made'],
  rewrite: ['rewrote', 'rewritten'],
  run: ['ran'],
  send: ['sent'],
  write: ['wrote', 'written'],
};

const FORMS = new Map(
  [...VERBS].flatMap((verb) => formsOf(verb).map((form): [string, string] => [form, verb])),
);

/** Returns the imperative that a word was made of; undefined where it is one, or is not known. */
export function findImperative(word: string): string | undefined {
  const lower = word.toLowerCase().replace(/[,:;]$/, '');
  return VERBS.has(lower) ? undefined : FORMS.get(lower);
}

/** Third person, past and -ing form, as English spells them. */
function formsOf(verb: string): readonly string[] {
  const irregular = IRREGULAR[verb] ?? [];
  const sibilant = /(?:s|x|z|ch|sh)$/.test(verb);
  if (verb.endsWith('e')) return [...irregular, `${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`];
  if (/[^aeiou]y$/.test(verb)) {
    const stem = verb.slice(0, -1);
    return [...irregular, `${stem}ies`, `${stem}ied`, `${verb}ing`];
  }
  // "drop" doubles its last letter, "fix" and "load" do not.
  const doubled = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(verb) ? verb + verb.slice(-1) : verb;
  return [...irregular, `${verb}${sibilant ? 'es' : 's'}`, `${doubled}ed`, `${doubled}ing`];
}
