// node test/bench/lint.ts: how many times faster ten thousand messages are linted here than by the real
// commitlint, in one process, by the same rules. Interleaved rounds, medians. Exits 1 when the limit is missed.
import { compileCommitlint } from '../../src/lint/commitlint/compile.ts';
import { randomCommitText } from '../support/commit-texts.ts';
import { startRandom, type Random } from '../support/random.ts';
import { countForReal, REAL_PRESETS } from '../support/real-commitlint.ts';
import { median } from './measure.ts';

const COUNT = 10_000;
const ROUNDS = Number(process.env['ANDON_BENCH_ROUNDS'] ?? 7);
const PRESET = 'config-conventional';

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
  const ratio = other / here;
  if (ratio < limit) process.exitCode = 1;
  console.log(
    `${ratio < limit ? 'MISSED' : 'ok'}  ${ratio.toFixed(0)}x as fast as commitlint, at least ${limit}x: ` +
      `${COUNT} ${title}, ${here.toFixed(0)} ms against ${other.toFixed(0)} ms`,
  );
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
