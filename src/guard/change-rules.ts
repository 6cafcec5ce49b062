// Every rule for what a push changes, in the order in which they speak.
import type { ChangeRule } from './change-rule.ts';
import { binaryFiles } from './rules/binary-files.ts';
import { contentForbidden } from './rules/content-forbidden.ts';
import { fileMaxSize } from './rules/file-max-size.ts';
import { lfsPointerMissing } from './rules/lfs-pointer-missing.ts';
import { pathCaseCollision } from './rules/path-case-collision.ts';
import { pathForbidden } from './rules/path-forbidden.ts';
import { pathOwners } from './rules/path-owners.ts';
import { pathWindows } from './rules/path-windows.ts';
import { pushMaxSize } from './rules/push-max-size.ts';
import { secrets } from './rules/secrets.ts';
import { submodule } from './rules/submodule.ts';
import { symlinkOutside } from './rules/symlink-outside.ts';

export const CHANGE_RULES: readonly ChangeRule[] = [
  secrets,
  contentForbidden,
  pathForbidden,
  pathOwners,
  pathCaseCollision,
  pathWindows,
  symlinkOutside,
  submodule,
  fileMaxSize,
  pushMaxSize,
  binaryFiles,
  lfsPointerMissing,
];
