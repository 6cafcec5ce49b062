// Reads the push options of `git push -o` (githooks(5)): the client's words, so counted and capped.

const MOST_OPTIONS = 64;
const LONGEST_REASON = 500;
const OVERRIDE = 'andon.override=';

/** Returns the reason given with `git push -o andon.override="why"`, if there is one. */
export function readOverrideOption(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  // git sets the count even where no option was negotiated.
  const count = Math.min(MOST_OPTIONS, Number(environment['GIT_PUSH_OPTION_COUNT'] ?? 0) || 0);
  for (let index = 0; index < count; index++) {
    const option = environment[`GIT_PUSH_OPTION_${index}`];
    if (option?.startsWith(OVERRIDE) === true) return option.slice(OVERRIDE.length).slice(0, LONGEST_REASON);
  }
  return undefined;
}
