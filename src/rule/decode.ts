// Turns a message's bytes into text, for counting and showing. Never for finding trailers: those
// are read from the bytes themselves.
import { TextDecoder } from 'node:util';

// eslint-disable-next-line no-control-regex -- every ASCII byte is meant
const ASCII = /^[\x00-\x7f]*$/;

const decoders = new Map<string, TextDecoder>();

/**
 * Decodes bytes held as a binary string: as `encoding` says, where that is known here, otherwise as
 * UTF-8. Bytes that make no sense become U+FFFD.
 */
export function decodeText(bytes: string, encoding?: string): string {
  // Most messages are ASCII, in whatever encoding.
  if (ASCII.test(bytes)) return bytes;
  const buffer = Buffer.from(bytes, 'latin1');
  if (encoding === undefined || /^utf[-_]?8$/i.test(encoding)) return buffer.toString('utf8');
  return requireDecoder(encoding).decode(buffer);
}

function requireDecoder(encoding: string): TextDecoder {
  // Bounded, because the sender writes the label.
  if (decoders.size > 100) decoders.clear();
  let decoder = decoders.get(encoding);
  if (decoder === undefined) decoders.set(encoding, (decoder = makeDecoder(encoding)));
  return decoder;
}

function makeDecoder(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new TextDecoder('utf-8', { ignoreBOM: true }); // a label only iconv knows
  }
}
