// Keeps the lines as the store last told them, in a file beside the repository, for when the store is away.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { LineStatus } from '../line/status.ts';
import type { AdmitTools } from '../push/admit-tools.ts';
import { systemCodeOf } from '../text/andon-error.ts';

/** Ties the copy to a file; `pid` keeps hooks that write at once apart. */
export function lastKnownFile(
  file: string,
  pid: number,
): Pick<AdmitTools, 'readLastKnown' | 'writeLastKnown'> {
  return {
    readLastKnown() {
      try {
        const { statuses, now } = JSON.parse(readFileSync(file, 'utf8')) as {
          statuses: LineStatus[];
          now: string;
        };
        return { statuses: new Map(statuses.map((status) => [status.line, status])), now };
      } catch (error) {
        if (systemCodeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
    writeLastKnown({ statuses, now }) {
      const temporary = `${file}.${pid}`;
      try {
        writeFileSync(temporary, JSON.stringify({ statuses: [...statuses.values()], now }));
        renameSync(temporary, file);
      } catch (error) {
        if (systemCodeOf(error) === undefined) throw error;
        // No push fails for its copy: the one before stays, and tells its age. The store will say more.
        rmSync(temporary, { force: true });
      }
    },
  };
}
