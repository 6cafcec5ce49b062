// Makes one list of what to read out of what each rule asks for.
import type { ChangeNeeds, Reading } from './change.ts';

/** Combines needs: a content is read as far, and with as much beside it, as any of them wants. */
export function combineNeeds(all: readonly Partial<ChangeNeeds>[]): ChangeNeeds {
  return {
    sizes: all.some(({ sizes }) => sizes === true),
    folders: all.some(({ folders }) => folders === true),
    reading(change) {
      let combined: Reading | undefined;
      for (const needs of all) {
        const reading = needs.reading?.(change);
        if (reading === undefined) continue;
        combined = {
          mostBytes: Math.max(reading.mostBytes, combined?.mostBytes ?? 0),
          former: reading.former || combined?.former === true,
        };
      }
      return combined;
    },
    files: (change) => [...new Set(all.flatMap((needs) => needs.files?.(change) ?? []))],
  };
}
