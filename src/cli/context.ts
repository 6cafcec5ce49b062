// What every command gets: the repository it is about, who runs it, and where its words go.
import { resolve } from 'node:path';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { parseRefText } from '../ref/ref-name.ts';
import type { RefName } from '../ref/ref-name.ts';
import { openSuite } from '../suite.ts';
import type { ProcessFacts, Suite } from '../suite.ts';
import { invalid } from '../text/invalid.ts';
import { findGitDir } from './find-git-dir.ts';

/** What a command does once its flags are read; it returns the exit code. */
export type Action = (context: Context) => Promise<number>;

export interface Context {
  readonly facts: ProcessFacts;
  /** Who runs the command. */
  readonly by: string;
  /** Prints a line of the answer. */
  readonly print: (line: string) => void;
  /** Prints a remark that is no part of the answer. */
  readonly remark: (line: string) => void;
  readonly sleep: (ms: number) => Promise<void>;
  readonly now: () => Date;
}

/** The options that every command has. */
export const commonOptions = {
  repo: optional(
    option('--repo', string({ metavar: 'DIR' }), {
      description: message`The repository; else ANDON_REPO, else this folder.`,
    }),
  ),
  json: option('--json', { description: message`Answer in JSON.` }),
};

/** The same for the commands of developers; what ANDON_REPO names is a server's. */
export const workTreeOptions = {
  ...commonOptions,
  repo: map(
    optional(
      option('--repo', string({ metavar: 'DIR' }), {
        description: message`The work tree; else this folder.`,
      }),
    ),
    (repo) => repo ?? '.',
  ),
};

/** The option of the commands that put a configuration in force. */
export const configOption = optional(
  option('--config', string({ metavar: 'FILE' }), { description: message`This file and no other.` }),
);

export interface CommonFlags {
  readonly repo: string | undefined;
  readonly json: boolean;
}

/** The same, but a remark is made once: for commands that look again and again. */
export function remarkOnce(context: Context): Context {
  const made = new Set<string>();
  const remark = (line: string): void => {
    if (!made.has(line)) context.remark(line);
    made.add(line);
  };
  return { ...context, remark };
}

/** Opens the suite for the repository that the flags, the environment or the folder name. */
export async function openFor(
  flags: { readonly repo: string | undefined },
  context: Context,
): Promise<Suite> {
  const suite = await openSuite(findGitDir(flags.repo, context), context.facts, { patient: true });
  for (const warning of suite.warnings) context.remark(`warning: ${warning}`);
  await suite.registerEdit();
  return suite;
}

/** Returns the configuration file that stands in for all others: the one of the flag, else of the environment. */
export function findConfigFile(config: string | undefined, { facts }: Context): string | undefined {
  const file = config ?? facts.env['ANDON_CONFIG'];
  // Before root becomes the owner of the repository, who may stand elsewhere.
  return file === undefined ? undefined : resolve(file);
}

/** @throws {AndonError} `value-invalid` */
export function requireRef(text: string): RefName {
  const ref = parseRefText(text);
  if (ref !== undefined) return ref;
  throw invalid(`"${text}" is not the full name of a ref`, 'Such as refs/heads/main');
}

/** @throws {AndonError} `value-invalid` */
export function requireStopNumber(text: string): number {
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw invalid(`"${text}" is not the number of a stop`, 'See the open stops: andon status');
}
