// Reads long lists of entries without keeping all others waiting.
import { setImmediate } from 'node:timers/promises';

const BREATH = 500;

/** Passes on each value; others are served in between. */
export async function* inBreaths<T>(values: AsyncIterable<T>): AsyncIterable<T> {
  let passed = 0;
  for await (const value of values) {
    if (++passed % BREATH === 0) await setImmediate();
    yield value;
  }
}
