// SHA-256 (FIPS 180-4) in plain TypeScript, for the one or two hashes of a hook. Loading node:crypto
// for them took 3 ms of the 20 that an empty process takes; whoever hashes by the thousand passes
// that one in (see Digest in chain.ts). A property test holds the two against each other.

const ROUND_CONSTANTS = fractionBits(64, 1 / 3);
const INITIAL_STATE = fractionBits(8, 1 / 2);

/** Returns the SHA-256 of the UTF-8 bytes of `text`, in hex. */
export function sha256(text: string): string {
  const message = Buffer.from(text, 'utf8');
  const padded = Buffer.alloc(((message.length + 72) >>> 6) << 6);
  message.copy(padded);
  padded[message.length] = 0x80;
  padded.writeUIntBE(message.length * 8, padded.length - 6, 6);
  const state = Int32Array.from(INITIAL_STATE);
  const schedule = new Int32Array(64);
  for (let at = 0; at < padded.length; at += 64) compress(state, schedule, padded, at);
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function compress(state: Int32Array, w: Int32Array, block: Buffer, at: number): void {
  for (let i = 0; i < 16; i++) w[i] = block.readInt32BE(at + i * 4);
  for (let i = 16; i < 64; i++) {
    const [x, y] = [w[i - 15]!, w[i - 2]!];
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[i]! + w[i]!) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const sums = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = (state[i]! + sums[i]!) | 0;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits of the fractions of the given powers of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function fractionBits(count: number, power: number): Int32Array {
  const words = new Int32Array(count);
  for (let prime = 2, found = 0; found < count; prime++) {
    let divisor = 2;
    while (divisor * divisor <= prime && prime % divisor !== 0) divisor += 1;
    if (divisor * divisor <= prime) continue;
    const root = prime ** power;
    words[found++] = ((root - Math.floor(root)) * 2 ** 32) | 0;
  }
  return words;
}
