// What the exit status of a job says, as the shell tells it.
import type { ToldAlert } from './translation.ts';

const LARGEST = 255;
/** The shell adds this to the number of the signal that ended a job. */
const SIGNALS_FROM = 128;

/** Says of the job `key` what its exit status means; undefined where that is none. */
export function tellExitStatus(
  key: string,
  text: string,
): Pick<ToldAlert, 'state' | 'summary' | 'anew'> | undefined {
  const status = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(status <= LARGEST)) return undefined;
  if (status === 0) return { state: 'resolved', summary: `${key} succeeded` };
  const signal = status > SIGNALS_FROM ? ` (signal ${status - SIGNALS_FROM})` : '';
  return { state: 'firing', summary: `${key} failed with exit status ${status}${signal}`, anew: true };
}
