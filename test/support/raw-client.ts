// Speaks the push protocol (gitprotocol-pack(5)) without git's client, which checks what it sends: a
// hostile client sends any line, claims any old value and hangs up when it likes.
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Scratch } from './scratch.ts';

export interface RawCommand {
  readonly old: string;
  readonly new: string;
  /** One character for each byte. */
  readonly ref: string;
}

export interface RawPush {
  readonly commands: readonly RawCommand[];
  readonly pack?: Buffer;
  readonly options?: readonly string[];
  /** `sent`: as soon as everything is sent; `answered`: at the first byte of the answer; or after so many ms. */
  readonly hangUp?: 'sent' | 'answered' | number;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process as soon as it runs, for tests that end it. */
  readonly onStart?: (child: ChildProcessWithoutNullStreams) => void;
}

export interface RawAnswer {
  /** The report of the receiver: "unpack ok", "ok <ref>", "ng <ref> <why>". */
  readonly report: readonly string[];
  /** What hooks and git said, as bytes. */
  readonly progress: Buffer;
  readonly advertised: ReadonlyMap<string, string>;
}

/** Pushes to a repository through a receive-pack of its own. */
export async function rawPush(scratch: Scratch, server: string, push: RawPush): Promise<RawAnswer> {
  const child = spawn('git', ['receive-pack', server], {
    cwd: scratch.folder,
    env: { ...scratch.env, ...push.env },
  });
  push.onStart?.(child);
  const closed = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  let input: Buffer = Buffer.alloc(0);
  let wake: () => void = () => undefined;
  let ended = false;
  child.stdout.on('data', (chunk: Buffer) => {
    input = Buffer.concat([input, chunk]);
    wake();
  });
  child.stdout.on('end', () => {
    ended = true;
    wake();
  });
  const next = async (): Promise<Buffer | undefined> => {
    for (;;) {
      const packet = takePacket(input);
      if (packet !== undefined) {
        input = packet.rest;
        return packet.data;
      }
      if (ended) return undefined;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const advertised = new Map<string, string>();
  for (let packet = await next(); packet !== undefined && packet.length > 0; packet = await next()) {
    const [line = ''] = packet.toString('latin1').trimEnd().split('\0');
    advertised.set(line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' ')));
  }
  child.stdin.write(formatPush(push));
  if (push.pack !== undefined) child.stdin.write(push.pack);
  child.stdin.end();
  const hangUp = (): void => {
    child.stdout.destroy();
    ended = true;
    wake();
  };
  if (push.hangUp === 'sent') hangUp();
  if (typeof push.hangUp === 'number') setTimeout(hangUp, push.hangUp);

  const [progress, report]: [Buffer[], Buffer[]] = [[], []];
  for (let packet = await next(); packet !== undefined && packet.length > 0; packet = await next()) {
    if (push.hangUp === 'answered') hangUp();
    if (packet[0] === 1) report.push(packet.subarray(1));
    else progress.push(packet.subarray(1));
  }
  await closed;
  return { report: readReport(Buffer.concat(report)), progress: Buffer.concat(progress), advertised };
}

/** Packs what is reachable from `tips` and not from `have` of the work repository. */
export async function makePack(
  scratch: Scratch,
  tips: readonly string[],
  have: readonly string[] = [],
): Promise<Buffer> {
  const file = scratch.path(`pack-${tips[0]}`);
  const input = [...tips, ...have.map((oid) => `^${oid}`), ''].join('\n');
  const name = await scratch.git(['pack-objects', '-q', '--revs', file], { input });
  return readFileSync(`${file}-${name.trim()}.pack`);
}

/** A pack without any object, which git wants with every update that is no delete. */
export const EMPTY_PACK = Buffer.from(
  '5041434b0000000200000000029d08823bd8a8eab510ad6ac75c823cfd3ed31e',
  'hex',
);

function formatPush({ commands, options }: RawPush): Buffer {
  const abilities = `report-status side-band-64k${options === undefined ? '' : ' push-options'}`;
  const lines = commands.map(
    ({ old, new: newOid, ref }, index) => `${old} ${newOid} ${ref}${index === 0 ? `\0${abilities}` : ''}`,
  );
  const parts = [...lines.map(packet), '0000'];
  if (options !== undefined) parts.push(...options.map(packet), '0000');
  return Buffer.from(parts.join(''), 'latin1');
}

function packet(line: string): string {
  return (line.length + 4).toString(16).padStart(4, '0') + line;
}

function takePacket(input: Buffer): { data: Buffer; rest: Buffer } | undefined {
  if (input.length < 4) return undefined;
  const length = Number.parseInt(input.toString('latin1', 0, 4), 16);
  if (length === 0) return { data: Buffer.alloc(0), rest: input.subarray(4) };
  if (input.length < length) return undefined;
  return { data: input.subarray(4, length), rest: input.subarray(length) };
}

function readReport(bytes: Buffer): readonly string[] {
  const lines: string[] = [];
  for (let rest = bytes; ;) {
    const packet = takePacket(rest);
    if (packet === undefined || packet.data.length === 0) return lines;
    lines.push(packet.data.toString('latin1').trimEnd());
    rest = packet.rest;
  }
}
