// A subject of the form `type(scope)!: what` (https://www.conventionalcommits.org/en/v1.0.0/), taken
// apart without a pattern: it comes from strangers.

export interface SubjectParts {
  readonly type: string;
  /** What stands in the parentheses; undefined without any. */
  readonly scope: string | undefined;
  /** Whether a `!` says that the change breaks something. */
  readonly breaking: boolean;
  readonly description: string;
}

/** Takes a subject apart; undefined where it has not that form. */
export function parseSubject(subject: string): SubjectParts | undefined {
  const colon = subject.indexOf(': ');
  if (colon <= 0) return undefined;
  const breaking = subject[colon - 1] === '!';
  const head = subject.slice(0, breaking ? colon - 1 : colon);
  const open = head.indexOf('(');
  const type = open === -1 ? head : head.slice(0, open);
  if (!isWord(type)) return undefined;
  if (open !== -1 && (!head.endsWith(')') || head.indexOf(')') !== head.length - 1)) return undefined;
  const scope = open === -1 ? undefined : head.slice(open + 1, -1);
  return { type, scope, breaking, description: subject.slice(colon + 2) };
}

function isWord(text: string): boolean {
  return /^[\w-]+$/.test(text);
}
