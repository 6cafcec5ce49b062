// Reads JSON from standard input, whatever is sent there.
import { invalid } from '../text/invalid.ts';

const MOST_BYTES = 4 * 1024 * 1024;

/** Reads one value. @throws {AndonError} `value-invalid` where there is none, or more than 4 MiB */
export async function readJson(input: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw invalid('Standard input holds more than 4 MiB', 'Send less at once');
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalid('Standard input holds no JSON', 'Send what the monitor sends, as it is');
  }
}
