// Times whole processes side by side: every round runs each of them once, so that whatever else the
// machine does hits all alike, and ratios of medians mean something.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Contestant {
  readonly name: string;
  readonly run: () => void;
  /** Puts things back after a run; not timed. */
  readonly after?: () => void;
}

/** Returns each contestant's median time in milliseconds over `rounds` interleaved rounds. */
export function measure(contestants: readonly Contestant[], rounds: number): ReadonlyMap<string, number> {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = -2; round < rounds; round++) {
    for (const { name, run, after } of contestants) {
      const start = process.hrtime.bigint();
      run();
      const ms = Number(process.hrtime.bigint() - start) / 1e6;
      after?.();
      // The first rounds warm the disk's cache and count for nothing.
      if (round >= 0) times.get(name)?.push(ms);
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

/** Returns the middle one of the values. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Runs a command that has to end with `code`. */
export function runCommand(
  command: readonly string[],
  options: {
    readonly cwd?: string;
    readonly input?: string | Buffer;
    readonly env?: NodeJS.ProcessEnv;
    readonly code?: number;
  },
): Buffer {
  const [file = '', ...args] = command;
  const { status, stdout, stderr } = spawnSync(file, args, { ...options, maxBuffer: 1 << 30 });
  if (status !== (options.code ?? 0))
    throw new Error(`${command.join(' ')} ended with ${status}: ${stderr.toString()}`);
  return stdout;
}

/** Returns the most memory, in KiB, that a process held while it ran: the kernel's own peak (proc(5), VmHWM). */
export async function peakMemory(
  program: string,
  { input, ...options }: { readonly cwd: string; readonly input: string; readonly env: NodeJS.ProcessEnv },
): Promise<number> {
  const child = spawn(program, [], { ...options, stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.end(input);
  let peakKiB = 0;
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'latin1');
      peakKiB = Math.max(peakKiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch (error) {
      // It has ended between two looks.
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }, 2);
  await new Promise((resolve) => void child.on('close', resolve));
  clearInterval(timer);
  return peakKiB;
}
