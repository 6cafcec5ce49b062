// What the team does not want written any more, with the team's own advice. Only added lines are judged, so
// that what is there already can be mended file by file.
import type { Complaint } from '../../rule/rule.ts';
import { decodeText } from '../../rule/decode.ts';
import { isFile, isNewContent } from '../change.ts';
import type { ChangedPath } from '../change.ts';
import type { ChangeRule } from '../change-rule.ts';
import { isListed } from '../path-pattern.ts';
import { quotePath } from '../path-text.ts';

const options = {
  contents: {
    kind: 'entries',
    default: [],
    fields: {
      paths: { kind: 'list', default: [], sentence: 'Patterns of paths, as in a .gitignore.' },
      except: { kind: 'list', default: [], sentence: 'Patterns of paths that are left out.' },
      pattern: { kind: 'pattern', default: '', sentence: "What no added line may fit, in RE2's syntax." },
      say: { kind: 'string', default: '', sentence: 'What to do instead.' },
    },
    required: ['paths', 'pattern', 'say'],
    sentence: 'What is forbidden where, and what the pusher reads.',
  },
} as const;

interface Scope {
  readonly paths: readonly string[];
  readonly except: readonly string[];
}

export const contentForbidden: ChangeRule<typeof options> = {
  id: 'content-forbidden',
  summary: 'Lines that are added to the listed paths fit none of the forbidden patterns.',
  severity: 'off',
  options,
  needs: ({ contents }) => ({
    reading: (change) =>
      contents.some((each) => isAsked(change, each)) ? { mostBytes: Infinity, former: true } : undefined,
  }),
  judge: ({ changes, addedLines }, { contents }) =>
    changes.flatMap((change): readonly Complaint[] => {
      const asked = contents.filter((each) => isAsked(change, each));
      if (asked.length === 0) return [];
      const lines = addedLines(change);
      if (lines === undefined)
        return [{ message: `${quotePath(change.path)} is too large to look for forbidden content` }];
      return asked.flatMap(({ pattern, say }) => {
        const found = lines.find(({ bytes }) => pattern?.matches(decodeText(bytes)));
        if (found === undefined) return [];
        return [{ message: `${quotePath(change.path)}, line ${found.number}: ${say}` }];
      });
    }),
};

function isAsked(change: ChangedPath, { paths, except }: Scope): boolean {
  const { path } = change;
  return isFile(change) && isNewContent(change) && isListed(path, paths) && !isListed(path, except);
}
