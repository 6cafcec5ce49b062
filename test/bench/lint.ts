// node test/bench/lint.ts: how many times faster messages are linted here than by the real commitlint, by the
// same rules: ten thousand in one process, and one by a whole process of its own, as before each commit.
// Interleaved rounds, medians. Exits 1 when a limit is missed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileCommitlint } from '../../src/lint/commitlint/compile.ts';
import { randomCommitText } from '../support/commit-texts.ts';
import { startRandom, type Random } from '../support/random.ts';
import { countForReal, REAL_PRESETS } from '../support/real-commitlint.ts';
import { measure, median, runCommand } from './measure.ts';

const COUNT = 10_000;
const ROUNDS = Number(process.env['ANDON_BENCH_ROUNDS'] ?? 7);
const PRESET = 'config-conventional';
const ORIGIN = 'refs/remotes/origin';

const real = REAL_PRESETS[PRESET] ?? { rules: {} };

const lint = compileCommitlint({ extends: PRESET });
const random = startRandom(1);
const sets: readonly {
  readonly title: string;
  readonly messages: readonly string[];
  readonly limit: number;
}[] = [
  { title: 'messages as people write them', messages: makeMessages(usualText), limit: 20 },
  // Half of them hold carriage returns, signatures or other scripts, and a finding each has to be put in words:
  // no history looks like that, and the figure only has to stay what it is.
  { title: 'messages full of mistakes', messages: makeMessages(randomCommitText), limit: 10 },
];

for (const { title, messages, limit } of sets) {
  const times: { here: number; real: number }[] = [];
  for (let round = -2; round < ROUNDS; round++) {
    const here = measureHere(messages);
    const byReal = await measureReal(messages);
    if (here.findings !== byReal.findings) throw new Error('the two do not find the same');
    // The first rounds compile the code and count for nothing.
    if (round >= 0) times.push({ here: here.ms, real: byReal.ms });
  }
  const [here, other] = [median(times.map((each) => each.here)), median(times.map((each) => each.real))];
  report(other / here, limit, {
    than: 'commitlint',
    what: `${COUNT} ${title}, ${here.toFixed(0)} ms against ${other.toFixed(0)} ms`,
  });
}
compareProcesses();

/** Lints a message that is sound, each time in a process of its own. */
function compareProcesses(): void {
  const folder = mkdtempSync(join(tmpdir(), 'andon-lint-'));
  const [message, config] = [join(folder, 'message'), join(folder, 'rules.yaml')];
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const input = `feat(api): hold the line until someone mends it\n\nWhy it is held, in a line.\n\nRefs: #12\n`;
  const [commitlint, andon] = ['node_modules/@commitlint/cli/cli.js', 'dist/andon'].map((file) =>
    resolve(file),
  );
  const contestants: { readonly name: string; readonly command: readonly string[] }[] = [
    // The flag takes it no longer than a configuration file, and a message from a file takes it longer.
    {
      name: 'commitlint',
      command: [process.execPath, commitlint ?? '', '--extends', `@commitlint/${PRESET}`],
    },
    ...['', `--against ${config}`].flatMap((rules) =>
      [`--message ${message}`, '--stdin'].map((source) => ({
        name: `andon lint ${source} ${rules}`.replaceAll(`${folder}/`, '').trim(),
        command: [andon ?? '', 'lint', ...`${source} ${rules}`.trim().split(' ')],
      })),
    ),
  ];
  try {
    writeFileSync(message, input);
    writeFileSync(config, `lint: { commitlint: { extends: ${PRESET} } }\n`);
    runCommand(['git', 'init', '-q', '-b', 'main', folder], { env });
    // As in a clone.
    runCommand(['git', '-C', folder, 'symbolic-ref', `${ORIGIN}/HEAD`, `${ORIGIN}/main`], { env });
    const times = measure(
      contestants.map(({ name, command }) => ({
        name,
        // Where its preset is found.
        run: () => void runCommand(command, { cwd: name === 'commitlint' ? '.' : folder, env, input }),
      })),
      3 * ROUNDS,
    );
    const other = times.get('commitlint') ?? NaN;
    for (const [name, ms] of times) {
      if (name === 'commitlint') continue;
      report(other / ms, 4, {
        than: 'commitlint as whole processes',
        what: `${name}, ${ms.toFixed(0)} ms against ${other.toFixed(0)} ms`,
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(
  ratio: number,
  limit: number,
  { than, what }: { readonly than: string; readonly what: string },
): void {
  const missed = !(ratio >= limit);
  if (missed) process.exitCode = 1;
  const shown = ratio.toFixed(ratio < 10 ? 1 : 0);
  console.log(`${missed ? 'MISSED' : 'ok'}  ${shown}x as fast as ${than}, at least ${limit}x: ${what}`);
}

function measureHere(messages: readonly string[]): { readonly ms: number; readonly findings: number } {
  const start = performance.now();
  let findings = 0;
  for (const text of messages) findings += lint(text).length;
  return { ms: performance.now() - start, findings };
}

async function measureReal(
  messages: readonly string[],
): Promise<{ readonly ms: number; readonly findings: number }> {
  const start = performance.now();
  let findings = 0;
  for (const text of messages) findings += await countForReal(text, real);
  return { ms: performance.now() - start, findings };
}

/** Without those that the real one skips: every line is a signature's. */
function makeMessages(make: (random: Random) => string): readonly string[] {
  const messages: string[] = [];
  while (messages.length < COUNT) {
    const text = make(random);
    if (!/^\s*gpg:/m.test(text)) messages.push(text);
  }
  return messages;
}

function usualText(random: Random): string {
  const header = `${random.pick(['feat', 'fix', 'chore', 'docs'])}${random.pick(['', '(api)', '(web)!'])}: `;
  const words = (count: number) =>
    Array.from({ length: count }, () =>
      random.pick(['hold', 'the', 'line', 'until', 'someone', 'mends', 'it']),
    );
  const body = random.chance(0.6) ? `\n\n${words(14).join(' ')}\n${words(12).join(' ')}.` : '';
  const footer = random.chance(0.4) ? '\n\nRefs: #12\nSigned-off-by: A <a@example.org>' : '';
  return `${header}${words(7).join(' ')}${body}${footer}\n`;
}
