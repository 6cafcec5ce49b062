// The real commitlint, to hold ours against. Nothing of it runs outside tests and measurements.
// @ts-expect-error -- the package brings no types
import angular from '@commitlint/config-angular';
import conventional from '@commitlint/config-conventional';
import lint from '@commitlint/lint';
import conventionalParser from 'conventional-changelog-conventionalcommits';
import type { RuleSetting } from '../../src/lint/commitlint/presets.ts';

export type Rules = Readonly<Record<string, RuleSetting>>;

export interface RealPreset {
  readonly rules: Rules;
  readonly parserOpts: object;
}

/** The presets as the packages have them, with the parsers that commitlint's command would load for them. */
export const REAL_PRESETS: Readonly<Record<string, RealPreset>> = {
  'config-conventional': {
    rules: conventional.rules,
    parserOpts: conventionalParser(),
  },
  'config-angular': {
    rules: (angular as { rules: Rules }).rules,
    parserOpts: (angular as { parserPreset: { parserOpts: object } }).parserPreset.parserOpts,
  },
};

/** Returns the rules that a message breaks, each with its level: `type-empty 2`. */
export async function lintForReal(
  text: string,
  { rules, parserOpts }: { readonly rules: Rules; readonly parserOpts?: object },
  { defaultIgnores = false } = {},
): Promise<readonly string[]> {
  const options = { defaultIgnores, ...(parserOpts && { parserOpts: parserOpts as never }) };
  const { errors, warnings } = await lint(text, rules as Parameters<typeof lint>[1], options);
  return [...errors, ...warnings].map(({ name, level }) => `${name} ${level}`).sort();
}
