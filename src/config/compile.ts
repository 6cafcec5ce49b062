// Makes the policy that pushes are judged by out of the layers of configuration. Pure: the files
// have been read, and what is wrong with them comes back as data, all of it at once.
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { parseLineName } from '../line/line-name.ts';
import { BUILT_IN_LINE } from '../push/built-in-line.ts';
import type {
  GuardStep,
  Limits,
  LinePolicy,
  Policy,
  PusherSource,
  RuleOverlay,
  UnavailablePolicy,
} from '../push/policy.ts';
import { onlyOn, overrideRules } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import { compileAlerts } from './compile-alerts.ts';
import { compileAuthority } from './compile-authority.ts';
import { compileBuilds } from './compile-builds.ts';
import { checkChannels } from './check-channels.ts';
import { checkLines } from './check-lines.ts';
import { checkRequired } from './check-required.ts';
import { checkRules } from './check-rules.ts';
import { checkWebhooks } from './check-webhooks.ts';
import { compileChannels } from './compile-channels.ts';
import { compileWebhooks } from './compile-webhooks.ts';
import { mergeAll, type Layer } from './merge-layers.ts';
import { describeIssues, type ConfigProblem } from './problems.ts';
import { requireDuration } from './require-duration.ts';
import { guardSteps, lintSteps, type RuleStep } from './rule-steps.ts';
import { settingsSchema, type Settings } from './schema.ts';

export type Compiled =
  | { readonly kind: 'compiled'; readonly policy: Policy }
  | { readonly kind: 'refused'; readonly problems: readonly ConfigProblem[] };

/** Compiles layers, the weakest first; `repositoryDir` is the repository's absolute real path. */
export function compilePolicy(layers: readonly Layer[], repositoryDir: string): Compiled {
  const merged = mergeAll(layers);
  // The schema checks each layer on its own, so that a problem has one file to name.
  const problems = [
    ...layers.flatMap(checkLayer),
    ...layers.flatMap(checkRules),
    ...checkRequired(layers),
    ...checkLines(merged['lines'], layers),
    ...checkChannels(merged['channels'], layers),
    ...checkWebhooks(merged['webhooks'], layers),
  ];
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'compiled', policy: fillIn(merged, repositoryDir, layers) };
}

function checkLayer({ file, scope, value }: Layer): ConfigProblem[] {
  const result = settingsSchema.safeParse(value);
  if (!result.success) return describeIssues(file, value, result.error.issues);
  if (scope === 'server' && result.data.repository !== undefined) {
    return [{ file, message: 'repository would give every repository of the server the same name' }];
  }
  return [];
}

function fillIn(settings: Settings, repositoryDir: string, layers: readonly Layer[]): Policy {
  const { limits } = settings;
  const [steps, guard] = [lintSteps(layers), guardSteps(layers)];
  const overlays = overlaysOf(steps);
  return {
    // A server hears of many hosts, and their folders may be called alike.
    repository:
      settings.repository ??
      (settings.store === undefined ? repositoryDir : `${hostname()}:${repositoryDir}`),
    state: resolve(repositoryDir, settings.state ?? 'andon'),
    ...compileServer(settings),
    pusher: (settings.pusher ?? 'os-user') as PusherSource,
    lines: settings.lines === undefined ? [BUILT_IN_LINE] : Object.entries(settings.lines).map(compileLine),
    unlistedRefs: settings.unlistedRefs ?? 'free',
    unknownLine: settings.unknownLine ?? 'refuse',
    onUnavailable: compileUnavailable(settings.onUnavailable ?? 'closed'),
    deadlineMs: requireDuration(settings.deadline ?? '20s'),
    limits: {
      refs: limits?.refs ?? 20_000,
      commits: limits?.commits ?? 100_000,
      commitBytes: limits?.commitSize ?? 1_048_576,
      ...compileChangeLimits(limits),
    },
    lint: baseRules(steps),
    ...(overlays.length === 0 ? {} : { overlays }),
    ...(guard.length === 0 ? {} : { guard: guard.map(toGuardStep) }),
    ...compileChannels(settings.channels),
    ...compileWebhooks(settings.webhooks),
  };
}

function compileServer({ store, tokenFile, caFile }: Settings): Pick<Policy, 'server'> {
  if (store === undefined) return {};
  return {
    server: {
      url: store,
      ...(tokenFile === undefined ? {} : { tokenFile }),
      ...(caFile === undefined ? {} : { caFile }),
    },
  };
}

function compileLine([text, line]: [string, NonNullable<Settings['lines']>[string]]): LinePolicy {
  const name = parseLineName(text);
  if (name === undefined) throw new TypeError(`the schema let the line name ${text} pass`);
  return {
    name,
    refs: line.refs ?? [],
    fix: line.fix ?? BUILT_IN_LINE.fix,
    reverts: line.reverts ?? BUILT_IN_LINE.reverts,
    override: line.override ?? BUILT_IN_LINE.override,
    exempt: line.exempt ?? BUILT_IN_LINE.exempt,
    ...(line.contact === undefined ? {} : { contact: line.contact }),
    ...(line.authority === undefined ? {} : { authority: compileAuthority(line.authority) }),
    ...(line.alerts === undefined ? {} : { alerts: compileAlerts(line.alerts) }),
    ...(line.builds === undefined ? {} : { builds: compileBuilds(line.builds) }),
  };
}

/** Only what is set: what a push rule looks into by itself is said where it does. */
function compileChangeLimits(limits: Settings['limits'] = {}): Pick<Limits, 'changes'> {
  const { paths, fileSize: blobBytes, contentSize: bytes } = limits;
  const set = Object.entries({ paths, blobBytes, bytes }).filter(([, value]) => value !== undefined);
  return set.length === 0 ? {} : { changes: Object.fromEntries(set) };
}

function compileUnavailable(setting: NonNullable<Settings['onUnavailable']>): UnavailablePolicy {
  if (typeof setting === 'string') return { mode: setting };
  return { mode: 'last-known', maxAgeMs: requireDuration(setting.lastKnown) };
}

// Every rule that is on for all is spelled out, with what the admin says in place of its defaults.
function baseRules(steps: readonly RuleStep[]): RuleSettings {
  const settings = steps
    .filter(({ scope }) => scope === undefined)
    .reduce<RuleSettings>((under, { rules }) => overrideRules(under, rules), {});
  return onlyOn(settings);
}

function overlaysOf(steps: readonly RuleStep[]): readonly RuleOverlay[] {
  return steps.flatMap(({ scope, rules }) => (scope === undefined ? [] : [{ ...scope, lint: rules }]));
}

function toGuardStep({ scope, rules }: RuleStep): GuardStep {
  return scope === undefined ? { rules } : { scope, rules };
}
