// The Developer Certificate of Origin (https://developercertificate.org): who commits signs off, by name.
import type { Ident } from '../../rule/ident.ts';
import type { LintRule } from '../rule.ts';
import { trailersNamed } from '../trailers.ts';

const options = {
  by: {
    kind: 'choice',
    default: 'author',
    choices: ['author', 'committer', 'either', 'anyone'],
    sentence: 'Whose sign-off is expected; names and addresses are compared without regard to case.',
  },
} as const;

export const signedOffBy: LintRule<typeof options> = {
  id: 'signed-off-by',
  summary: 'The message is signed off by who made the commit (`git commit --signoff`).',
  severity: 'off',
  options,
  judge: (message, { by }, { author, committer }) => {
    const { trailers } = message;
    const found = trailersNamed(trailers, 'Signed-off-by')
      .filter(({ value }) => value !== '')
      .map(({ value }) => message.decode(value).toLowerCase());
    const wanted = { author: [author], committer: [committer], either: [author, committer], anyone: [] }[by];
    if (by === 'anyone')
      return found.length > 0
        ? []
        : [{ message: 'The message is not signed off by anyone; expected a "Signed-off-by:"' }];
    if (wanted.some((who) => found.includes(write(who).toLowerCase()))) return [];
    const [who = author] = wanted;
    const whose = by === 'either' ? 'author or committer' : by;
    return [
      { message: `The message is not signed off by its ${whose}; expected "Signed-off-by: ${write(who)}"` },
    ];
  },
};

function write({ name, email }: Ident): string {
  return `${name} <${email}>`;
}
