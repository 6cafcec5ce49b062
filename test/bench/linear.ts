// node test/bench/linear.ts: each rule on hostile texts of n and of 2n bytes; fails where the double takes more
// than 2.5 times as long. What takes less than 50 ms counts for nothing: there, collecting garbage takes the time.
import { compileRe2 } from '../../src/config/re2-pattern.ts';
import { commitlintLint } from '../../src/lint/commitlint-lint.ts';
import { compileLint } from '../../src/lint/lint.ts';
import type { Lint } from '../../src/lint/lint.ts';
import { parseMessage } from '../../src/lint/message.ts';
import { LINT_RULES } from '../../src/lint/registry.ts';

const SIZE_BYTES = 1 << 21;
const LIMIT = 2.5;
const ROUNDS = 7;
const COMMIT = {
  author: { name: 'D', email: 'd@example.org', time: 0 },
  committer: { name: 'D', email: 'd@example.org', time: 0 },
  parents: 1,
};

/** Texts by their size. The long words and colons are what commitlint's own parser is cubic on. */
const TEXTS: Readonly<Record<string, (bytes: number) => string>> = {
  'one long subject': (bytes) => 'x'.repeat(bytes),
  'blanks in the subject': (bytes) => `x${' '.repeat(bytes)}x`,
  'colons and scopes': (bytes) => 'a(b): '.repeat(bytes / 6),
  'open parentheses': (bytes) => '('.repeat(bytes),
  'references in the subject': (bytes) => 'closes #1, '.repeat(bytes / 11),
  'short lines': (bytes) => `t\n\n${'ab\n'.repeat(bytes / 3)}`,
  'long lines': (bytes) => `t\n\n${`${'word '.repeat(50)}\n`.repeat(bytes / 251)}`,
  'a long word and another': (bytes) => `t\n\n${'x'.repeat(bytes)} y`,
  trailers: (bytes) => `t\n\n${'Fixes-Build: 17\n'.repeat(bytes / 16)}`,
  'trailers out of place': (bytes) => `t\n\n${'Fixes Build: 17\n'.repeat(bytes / 16)}\nx`,
  'bytes that are no UTF-8': (bytes) => `t\n\n${'\xff\xc3\xe2\x80'.repeat(bytes / 4)}`,
  'every plane': (bytes) =>
    `t\n\n${Buffer.from('ä検😀\u202e')
      .toString('latin1')
      .repeat(bytes / 12)}`,
};

const OPTIONS: Readonly<Record<string, object>> = {
  'forbidden-words': { words: ['xx', 'ab ab', 'word wor'] },
  'scope-enum': { scopes: ['web'], required: true },
  'trailer-required': { keys: ['Ticket', 'Fixes-Build'], min: 9 },
  'trailer-forbidden': { keys: ['Fixes-Build'] },
  'trailer-value': { trailers: [{ key: 'Fixes-Build', pattern: '(1*)*7$', forbidden: '(7|77)*x' }] },
  'message-pattern': { pattern: '(a*)*b{20}$', where: 'message' },
  'message-forbidden': { patterns: ['(x+x+)+y', '(\\w+\\s?)*$z'] },
};

function lints(): readonly [string, Lint][] {
  const own = LINT_RULES.map(({ id }): [string, Lint] => [
    id,
    compileLint(LINT_RULES, { [id]: { severity: 'error', ...OPTIONS[id] } }, compileRe2),
  ]);
  const pasted = commitlintLint({ severity: 'error', extends: ['config-conventional'] });
  return [...own, ['commitlint', pasted]];
}

function bestTime(lint: Lint, bytes: string): number {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    lint(parseMessage(bytes), COMMIT);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

let [worst, missed] = [0, 0];
for (const [rule, lint] of lints()) {
  for (const [name, make] of Object.entries(TEXTS)) {
    const [once, twice] = [bestTime(lint, make(SIZE_BYTES)), bestTime(lint, make(2 * SIZE_BYTES))];
    if (twice < 50) continue;
    const ratio = twice / once;
    worst = Math.max(worst, ratio);
    if (ratio <= LIMIT) continue;
    missed += 1;
    console.log(
      `MISSED ${rule} on ${name}: ${ratio.toFixed(2)}x for the double (${once.toFixed(1)} and ${twice.toFixed(1)} ms)`,
    );
  }
}
console.log(
  `${missed === 0 ? 'ok    ' : 'MISSED'} twice the text takes at most ${worst.toFixed(2)}x, at most ${LIMIT}x, in any rule`,
);
process.exitCode = missed === 0 ? 0 : 1;
