// Names that nobody else gives.
import { closeSync, openSync, readSync } from 'node:fs';

/** 128 random bits in hex. From the system's device: loading node:crypto takes longer than all else here. */
export function randomId(): string {
  const bytes = Buffer.alloc(16);
  const device = openSync('/dev/urandom', 'r');
  readSync(device, bytes);
  closeSync(device);
  return bytes.toString('hex');
}
