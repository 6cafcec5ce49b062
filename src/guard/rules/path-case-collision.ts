// Names that Windows and macOS take for one: checking both out there loses one of them.
import { decodeText } from '../../rule/decode.ts';
import type { Complaint } from '../../rule/rule.ts';
import type { Folder } from '../change.ts';
import type { ChangeRule } from '../change-rule.ts';
import { quotePath } from '../path-text.ts';

const options = {} as const;

export const pathCaseCollision: ChangeRule<typeof options> = {
  id: 'path-case-collision',
  summary: 'No two names in a folder differ only in case, or in how Unicode composes them.',
  severity: 'off',
  options,
  needs: () => ({ folders: true }),
  judge: ({ folders }) => folders.flatMap(collisionsIn),
};

/** What was there before two names collided is not held against a commit that adds a third. */
function collisionsIn({ path, names, added }: Folder): readonly Complaint[] {
  const alike = new Map<string, string[]>();
  for (const name of names) {
    const folded = fold(name);
    const others = alike.get(folded);
    if (others === undefined) alike.set(folded, [name]);
    else others.push(name);
  }
  const inFolder = (name: string): string => quotePath(path === '' ? name : `${path}/${name}`);
  return [...alike.values()].flatMap((same) => {
    const fresh = same.find((name) => added.has(name));
    const other = same.find((name) => name !== fresh);
    if (fresh === undefined || other === undefined) return [];
    const message = `${inFolder(fresh)} and ${inFolder(other)} are one name on Windows and macOS; one has to go`;
    return [{ message }];
  });
}

/** Bytes that are no UTF-8 are told apart by themselves: as text they would all be one character. */
function fold(name: string): string {
  const text = decodeText(name);
  return text.includes('\ufffd') ? name.toLowerCase() : text.normalize('NFC').toUpperCase().toLowerCase();
}
