// Refs with the same rules share what was prepared for them.
import type { RuleSettings } from '../rule/rule.ts';

/** Makes something once for equal settings, whichever ref asks. */
export function shareBySettings<T>(
  make: (settings: RuleSettings) => Promise<T>,
): (settings: RuleSettings) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  // Nearly every push asks for the very same object, ref after ref.
  let last: { readonly settings: RuleSettings; readonly made: Promise<T> } | undefined;
  return async (settings) => {
    if (last?.settings === settings) return last.made;
    const key = JSON.stringify(settings);
    let shared = made.get(key);
    if (shared === undefined) made.set(key, (shared = make(settings)));
    last = { settings, made: shared };
    return shared;
  };
}
