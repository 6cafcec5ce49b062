// Ends an attempt at its deadline, whatever the other side does.
import type { Sent } from '../notify/deliver.ts';

/** Longer than a slow server takes, and far shorter than the lease of whoever delivers. */
export const ATTEMPT_MS = 15_000;

/** Runs `work` until the deadline; the signal then tells it to let go of what it holds. */
export async function within(timeoutMs: number, work: (signal: AbortSignal) => Promise<Sent>): Promise<Sent> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Sent>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'failed', problem: `no answer within ${timeoutMs / 1_000} seconds` });
      controller.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
