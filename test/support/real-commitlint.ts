// The real commitlint, to hold ours against. Nothing of it runs outside tests and measurements.
// @ts-expect-error -- the package brings no types
import angular from '@commitlint/config-angular';
import conventional from '@commitlint/config-conventional';
import lint from '@commitlint/lint';
import conventionalParser from 'conventional-changelog-conventionalcommits';
import type { RuleSetting } from '../../src/lint/commitlint/presets.ts';

export type Rules = Readonly<Record<string, RuleSetting>>;

/** The presets as the packages have them, with the parsers that commitlint's command would load for them. */
export const REAL_PRESETS: Readonly<Record<string, Required<RealConfig>>> = {
  'config-conventional': {
    rules: conventional.rules,
    parserOpts: conventionalParser(),
  },
  'config-angular': {
    rules: (angular as { rules: Rules }).rules,
    parserOpts: (angular as { parserPreset: { parserOpts: object } }).parserPreset.parserOpts,
  },
};

export interface RealConfig {
  readonly rules: Rules;
  readonly parserOpts?: object;
}

/** Returns the rules that a message breaks, each with its level: `type-empty 2`. */
export async function lintForReal(
  text: string,
  config: RealConfig,
  { defaultIgnores = false } = {},
): Promise<readonly string[]> {
  const { errors, warnings } = await run(text, config, defaultIgnores);
  return [...errors, ...warnings].map(({ name, level }) => `${name} ${level}`).sort();
}

/** Returns how many rules a message breaks: no more work than the real one makes itself. */
export async function countForReal(text: string, config: RealConfig): Promise<number> {
  const { errors, warnings } = await run(text, config, false);
  return errors.length + warnings.length;
}

function run(text: string, { rules, parserOpts }: RealConfig, defaultIgnores: boolean) {
  const options = { defaultIgnores, ...(parserOpts && { parserOpts: parserOpts as never }) };
  return lint(text, rules as Parameters<typeof lint>[1], options);
}
