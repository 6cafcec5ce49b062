// Tells whether a configuration file is still the one that was applied. Runs at every push: one
// stat(2) a file, no reading.
import { statSync } from 'node:fs';

/** What a file was like when it was read. An absent file has a print too: it may appear. */
export type SourcePrint = { readonly path: string } & (
  | { readonly absent: true }
  | { readonly absent: false; readonly sizeBytes: number; readonly mtimeMs: number; readonly sha256: string }
);

/** Tells whether any file differs from its print, by presence, size or time of change. */
export function sourcesChanged(record: { readonly sources: readonly SourcePrint[] }): boolean {
  return record.sources.some((print) => {
    const stat = statSync(print.path, { throwIfNoEntry: false });
    if (stat === undefined || print.absent) return (stat === undefined) !== print.absent;
    return stat.size !== print.sizeBytes || stat.mtimeMs !== print.mtimeMs;
  });
}
