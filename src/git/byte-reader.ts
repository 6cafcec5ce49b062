// Takes lines and blocks out of a stream of chunks without copying more than it must.

export interface ByteReader {
  /** Returns the next line without its newline, or undefined if it has not come yet. */
  readonly lineNow: () => string | undefined;
  readonly bytesNow: (count: number) => Buffer | undefined;
  /** Waits for the next line. @throws {Error} when the stream ends before it */
  readonly line: () => Promise<string>;
  readonly bytes: (count: number) => Promise<Buffer>;
}

/** Starts reading a stream; data that comes before it is asked for is kept. */
export function readBytes(stream: NodeJS.ReadableStream): ByteReader {
  let buffer: Buffer = Buffer.alloc(0);
  let at = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let ended = false;
  let wake: (() => void) | undefined;
  stream.on('data', (chunk: Buffer) => {
    pending.push(chunk);
    pendingBytes += chunk.length;
    wake?.();
  });
  stream.on('end', () => {
    ended = true;
    wake?.();
  });
  const gather = (): void => {
    if (pendingBytes === 0) return;
    buffer = Buffer.concat([buffer.subarray(at), ...pending]);
    at = 0;
    pending = [];
    pendingBytes = 0;
  };
  const lineNow = (): string | undefined => {
    let end = buffer.indexOf(10, at);
    if (end < 0 && pendingBytes > 0) {
      gather();
      end = buffer.indexOf(10, at);
    }
    if (end < 0) return undefined;
    const line = buffer.toString('latin1', at, end);
    at = end + 1;
    return line;
  };
  const bytesNow = (count: number): Buffer | undefined => {
    if (buffer.length - at + pendingBytes < count) return undefined;
    if (buffer.length - at < count) gather();
    const block = buffer.subarray(at, at + count);
    at += count;
    return block;
  };
  const wait = async <T>(take: () => T | undefined): Promise<T> => {
    for (;;) {
      const taken = take();
      if (taken !== undefined) return taken;
      if (ended) throw new Error('the stream ended before the answer did');
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    lineNow,
    bytesNow,
    line: async () => wait(lineNow),
    bytes: async (count) => wait(() => bytesNow(count)),
  };
}
