// Every rule on refs there is, in the order in which they speak. Explicit, so that a rule is on when
// somebody wrote it here and not because a file lies in a folder.
import type { RefRule } from './ref-rule.ts';
import { branchName } from './rules/branch-name.ts';
import { oneRef } from './rules/one-ref.ts';
import { protectedDelete } from './rules/protected-delete.ts';
import { protectedRewind } from './rules/protected-rewind.ts';
import { refOwners } from './rules/ref-owners.ts';
import { tagAnnotated } from './rules/tag-annotated.ts';
import { tagImmutable } from './rules/tag-immutable.ts';
import { tagName } from './rules/tag-name.ts';
import { tagSigned } from './rules/tag-signed.ts';

export const REF_RULES: readonly RefRule[] = [
  oneRef,
  refOwners,
  protectedDelete,
  protectedRewind,
  branchName,
  tagName,
  tagImmutable,
  tagAnnotated,
  tagSigned,
];
