// A review by oneself is none.
import type { LintRule } from '../rule.ts';

const options = {
  keys: { kind: 'list', default: ['Reviewed-by'], sentence: 'The keys that name a reviewer.' },
} as const;

export const reviewedByOther: LintRule<typeof options> = {
  id: 'reviewed-by-other',
  summary: 'Who reviewed a commit is not its author.',
  severity: 'off',
  options,
  judge: (message, { keys }, { author }) => {
    const { trailers } = message;
    const reviews = keys.map((key) => key.toLowerCase());
    const own = trailers.find(
      ({ key, value }) =>
        reviews.includes(key.toLowerCase()) &&
        message.decode(value).toLowerCase().includes(`<${author.email.toLowerCase()}>`),
    );
    return own === undefined
      ? []
      : [{ message: `"${own.key}:" names the author; another person has to review` }];
  },
};
