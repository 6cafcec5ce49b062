// Makes the policy that pushes are judged by out of the layers of configuration. Pure: the files
// have been read, and what is wrong with them comes back as data, all of it at once.
import { resolve } from 'node:path';
import { parseLineName } from '../line/line-name.ts';
import { LINT_RULES } from '../lint/registry.ts';
import type { LinePolicy, Policy, PusherSource, UnavailablePolicy } from '../push/policy.ts';
import { defaultSettings } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import { parseDuration } from '../text/duration.ts';
import { checkLines } from './check-lines.ts';
import { checkLint } from './check-lint.ts';
import { isTree, mergeLayers, type Layer, type Tree } from './merge-layers.ts';
import { describeIssues, type ConfigProblem } from './problems.ts';
import { settingsSchema, type Settings } from './schema.ts';

export type Compiled =
  | { readonly kind: 'compiled'; readonly policy: Policy }
  | { readonly kind: 'refused'; readonly problems: readonly ConfigProblem[] };

/** Compiles layers, the weakest first; `repositoryDir` is the repository's absolute real path. */
export function compilePolicy(layers: readonly Layer[], repositoryDir: string): Compiled {
  const merged = layers.reduce<Tree>(
    (under, { value }) => (isTree(value) ? mergeLayers(under, spellOut(value)) : under),
    {},
  );
  // The schema checks each layer on its own, so that a problem has one file to name.
  const problems = [
    ...layers.flatMap(checkLayer),
    ...layers.flatMap(checkLint),
    ...checkLines(merged['lines'], layers),
  ];
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'compiled', policy: fillIn(merged, repositoryDir) };
}

function checkLayer({ file, scope, value }: Layer): ConfigProblem[] {
  const result = settingsSchema.safeParse(value);
  if (!result.success) return describeIssues(file, value, result.error.issues);
  if (scope === 'server' && result.data.repository !== undefined) {
    return [{ file, message: 'repository would give every repository of the server the same name' }];
  }
  return [];
}

// A bare severity is spelled out, so that it changes the severity a lower layer chose and keeps
// the options that layer gave.
function spellOut(settings: Tree): Tree {
  if (!isTree(settings['lint'])) return settings;
  const lint = Object.entries(settings['lint']).map(([rule, setting]) => [
    rule,
    typeof setting === 'string' ? { severity: setting } : setting,
  ]);
  return { ...settings, lint: Object.fromEntries(lint) as Tree };
}

function fillIn(settings: Settings, repositoryDir: string): Policy {
  const { limits } = settings;
  return {
    repository: settings.repository ?? repositoryDir,
    state: resolve(repositoryDir, settings.state ?? 'andon'),
    pusher: (settings.pusher ?? 'os-user') as PusherSource,
    lines: Object.entries(settings.lines ?? { main: { refs: ['HEAD'] } }).map(compileLine),
    unlistedRefs: settings.unlistedRefs ?? 'free',
    unknownLine: settings.unknownLine ?? 'refuse',
    onUnavailable: compileUnavailable(settings.onUnavailable ?? 'closed'),
    deadlineMs: requireDuration(settings.deadline ?? '20s'),
    limits: {
      refs: limits?.refs ?? 20_000,
      commits: limits?.commits ?? 100_000,
      commitBytes: limits?.commitSize ?? 1_048_576,
    },
    lint: compileLint(settings.lint ?? {}),
  };
}

function compileLine([text, line]: [string, NonNullable<Settings['lines']>[string]]): LinePolicy {
  const name = parseLineName(text);
  if (name === undefined) throw new TypeError(`the schema let the line name ${text} pass`);
  return {
    name,
    refs: line.refs ?? [],
    fix: line.fix ?? 'first-parent',
    reverts: line.reverts ?? false,
    override: line.override ?? [],
    exempt: line.exempt ?? [],
    ...(line.contact === undefined ? {} : { contact: line.contact }),
  };
}

function compileUnavailable(setting: NonNullable<Settings['onUnavailable']>): UnavailablePolicy {
  if (typeof setting === 'string') return { mode: setting };
  return { mode: 'last-known', maxAgeMs: requireDuration(setting.lastKnown) };
}

// Every rule that is on is spelled out, with what the admin says in place of its defaults: the engine
// runs the rules that are named and no others.
function compileLint(lint: NonNullable<Settings['lint']>): RuleSettings {
  const settings = Object.entries(defaultSettings(LINT_RULES)).map(([rule, defaults]): [string, Setting] => {
    const setting = lint[rule];
    if (setting === undefined) return [rule, defaults];
    if (typeof setting === 'string') return [rule, { ...defaults, severity: setting }];
    // A rule that is given options is wanted: it is an error unless a severity says otherwise.
    return [rule, { ...defaults, severity: 'error', ...setting } as Setting];
  });
  return Object.fromEntries(settings.filter(([, { severity }]) => severity !== 'off'));
}

type Setting = RuleSettings[string];

function requireDuration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new TypeError(`the schema let the duration ${text} pass`);
  return ms;
}
