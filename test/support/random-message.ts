// Commit messages that are nearly right: the grammar of git's trailers and of every way to miss it.
import type { Random } from './random.ts';

const SCISSORS = '# ------------------------ >8 ------------------------';

const TRAILERS: readonly [string, ...string[]] = [
  'Fixes-Build: 17',
  'fixes-build:17',
  'Fixes-Build : 17',
  'Fixes-Build \t : 17\t ',
  'Signed-off-by: A <a@example.org>',
  'Signed-off-by:B',
  'Signed-off-by : C',
  'Key:',
  'Key: ',
  '-: x',
  '7: x',
  'a:b:c',
  'Acked-by: \xe9\xff',
  'Link: https://example.org/x#y',
  'Cr: x\r',
  'Key:\r',
  'Key\t:\tx y\t\tz',
];

const NEAR_MISSES: readonly [string, ...string[]] = [
  'Fixes Build: 17',
  'Fixes-Build 17',
  'Fixes_Build: 17',
  ': 17',
  ' : 17',
  'K\xe9y: x',
  'Key\r: x',
  'Key\x0b: x',
  'Key\xa0: x',
  'signed-off-by: a',
  'Signed-off-by:',
  ' Signed-off-by: indented',
  '(cherry picked from commit 1234567)',
  '(cherry picked from commit',
  '(cherry picked from commit ',
  'plain text here',
  'plain text: with a colon',
  '---',
  '--- ',
  '---\t',
  'diff --git a/x b/x',
];

const CONTINUATIONS: readonly [string, ...string[]] = [
  ' more',
  '\tmore',
  '  Key: x',
  '\r',
  '\rmore',
  ' \r',
  ' # no comment',
  '\x0bmore',
  '\tpath/of/a/conflict',
];

const COMMENTS: readonly [string, ...string[]] = [
  '#',
  '# comment',
  '#Key: x',
  SCISSORS,
  `${SCISSORS} `,
  `${SCISSORS}\r`,
  SCISSORS.slice(1),
  `#${SCISSORS}`,
  'Conflicts:',
  'Conflicts: ',
  'Conflicts:\tx',
  '# Conflicts:',
  '#\tpath',
  '\tpath',
];

const BLANKS: readonly [string, ...string[]] = [
  '',
  '',
  '',
  '',
  ' ',
  '\t',
  '\r',
  ' \t\r ',
  '\x0b',
  '\x0c',
  '\xa0',
];

const BYTES = 'Kk-7:#:# \n\n\n\t\r(S\xff';

/** Makes one message: of paragraphs, of lines without plan, or of single bytes. Never a NUL. */
export function randomMessage(random: Random): string {
  const kind = random.below(10);
  const text =
    kind < 6 ? paragraphs(random) : kind < 9 ? lines(random, random.below(14)).join('\n') : bytes(random);
  return text + '\n'.repeat(random.pick([0, 1, 1, 1, 2, 3]));
}

function bytes(random: Random): string {
  return Array.from({ length: random.below(24) }, () => BYTES[random.below(BYTES.length)]).join('');
}

function lines(random: Random, count: number): string[] {
  const kinds = [TRAILERS, NEAR_MISSES, CONTINUATIONS, COMMENTS, BLANKS, TRAILERS] as const;
  return Array.from({ length: count }, () => random.pick(random.pick(kinds)));
}

function paragraphs(random: Random): string {
  const parts = random.chance(0.2) ? [random.pick(BLANKS)] : [];
  parts.push(
    random.pick(['topic: what', 'title', 'Conflicts:', random.pick(TRAILERS), random.pick(COMMENTS)]),
  );
  for (let count = random.below(4); count > 0; count--) {
    parts.push(random.pick(BLANKS), ...block(random));
    if (random.chance(0.2)) parts.push(random.pick(BLANKS));
  }
  if (random.chance(0.3)) parts.push(...lines(random, 1 + random.below(3)));
  if (random.chance(0.2))
    parts.push(random.pick(COMMENTS), random.pick(CONTINUATIONS), '\tpath', random.pick(COMMENTS));
  return parts.join('\n');
}

// Mostly trailers, so that one other line, or the share of a quarter, decides.
function block(random: Random): string[] {
  const size = 1 + random.below(7);
  const impurity = random.pick([0, 0, 0.1, 0.3, 0.75]);
  return Array.from({ length: size }, () => {
    if (random.chance(impurity)) return random.pick(random.pick([NEAR_MISSES, NEAR_MISSES, COMMENTS]));
    return random.pick(random.chance(0.25) ? CONTINUATIONS : TRAILERS);
  });
}
