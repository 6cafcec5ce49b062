// Applies the admin's configuration: files -> policy -> applied.json. Brings zod, cosmiconfig and
// a YAML parser along, so the hook imports it only when a file has changed.
import type { Policy } from '../push/policy.ts';
import { AndonError } from '../text/andon-error.ts';
import { readApplied, type Applied } from './applied.ts';
import { compilePolicy, type Compiled } from './compile.ts';
import { findLineEdit } from './line-edit.ts';
import { findPlaces, loadLayers } from './load-layers.ts';
import type { Places, PlacesRequest } from './load-layers.ts';
import { mergeAll, type Layer } from './merge-layers.ts';
import { formatProblem, type ConfigProblem } from './problems.ts';
import { guardSteps, lintSteps, type RuleStep } from './rule-steps.ts';
import type { Settings } from './schema.ts';
import { writeApplied } from './write-applied.ts';

// The hook reaches it through this file, as all that it rarely needs.
export { closeLineEdit } from './line-edit.ts';

export interface ApplyRequest extends PlacesRequest {
  readonly now: Date;
  /** What is in force, where it is applied again after an edit and nobody registers the lines at once. */
  readonly former?: Applied;
  /** Leave freezes out, which are nothing to who only reads rules: working them out loads much. */
  readonly withoutFreezes?: boolean;
}

export type ApplyOutcome =
  | { readonly kind: 'applied'; readonly applied: Applied }
  | { readonly kind: 'rejected'; readonly problems: readonly ConfigProblem[] };

/**
 * Applies the configuration of a repository.
 * @throws {AndonError} config-invalid with every problem; else as tryApplyConfig
 */
export async function applyConfig(request: ApplyRequest): Promise<Applied> {
  const outcome = await tryApplyConfig(request);
  if (outcome.kind === 'applied') return outcome.applied;
  throw invalidConfig(outcome.problems);
}

/**
 * Returns the policy that applying would put in force, and changes nothing.
 * @throws {AndonError} as applyConfig
 */
export async function checkConfig(request: ApplyRequest): Promise<Policy> {
  const { compiled, problems } = await compileSources(findPlaces(request), request);
  if (compiled.kind === 'compiled' && problems.length === 0) return compiled.policy;
  throw invalidConfig(allProblems(compiled, problems));
}

/**
 * Returns where the rules of a repository come from, with the policy that they make.
 * @throws {AndonError} as applyConfig
 */
export async function readRuleSteps(request: ApplyRequest): Promise<{
  readonly policy: Policy;
  readonly lint: readonly RuleStep[];
  readonly guard: readonly RuleStep[];
}> {
  const { compiled, problems, layers } = await compileSources(findPlaces(request), {
    ...request,
    withoutFreezes: true,
  });
  if (compiled.kind === 'compiled' && problems.length === 0)
    return { policy: compiled.policy, lint: lintSteps(layers), guard: guardSteps(layers) };
  throw invalidConfig(allProblems(compiled, problems));
}

/**
 * Applies the configuration of a repository, or says why it cannot be used. In that case the one
 * applied before stays in force and remembers what was rejected.
 * @throws {AndonError} config-untrusted, config-unwritable, source-unreadable
 */
export async function tryApplyConfig(request: ApplyRequest): Promise<ApplyOutcome> {
  const places = findPlaces(request);
  const { repositoryDir, serverFile, configFile } = places;
  // Printed before it is read: what changes in between is seen as a change by the next push. A check prints
  // nothing, and is spared node:crypto.
  const { printSource } = await import('./print-source.ts');
  const sources = places.files.map(printSource);
  const { compiled, problems } = await compileSources(places, request);
  if (problems.length === 0 && compiled.kind === 'compiled') {
    const { policy } = compiled;
    const edit = request.former && findLineEdit(request.former, { policy, sources });
    const applied: Applied = {
      format: 1,
      policy,
      sources,
      serverFile,
      ...(configFile === undefined ? {} : { configFile }),
      appliedAt: request.now.toISOString(),
      ...(edit === undefined ? {} : { edit }),
    };
    writeApplied(repositoryDir, applied);
    return { kind: 'applied', applied };
  }
  const all = allProblems(compiled, problems);
  const before = readApplied(repositoryDir);
  if (before !== undefined) {
    writeApplied(repositoryDir, { ...before, rejected: { sources, problems: all } });
  }
  return { kind: 'rejected', problems: all };
}

async function compileSources(
  places: Places,
  request: ApplyRequest,
): Promise<{
  compiled: Compiled;
  problems: readonly ConfigProblem[];
  layers: readonly Layer[];
}> {
  const { layers, problems } = await loadLayers(places);
  const compiled = compilePolicy(layers, places.repositoryDir);
  if (compiled.kind === 'refused' || request.withoutFreezes === true || !hasFreezes(layers))
    return { compiled, problems, layers };
  const { compileFreezes } = await import('./compile-freezes.ts');
  const former = (request.former ?? readFormer(places.repositoryDir))?.policy;
  return {
    compiled: compileFreezes(compiled.policy, { layers, now: request.now, former }),
    problems,
    layers,
  };
}

function hasFreezes(layers: readonly Layer[]): boolean {
  const { lines = {} } = mergeAll(layers) as Settings;
  return Object.values(lines).some(({ freezes = [] }) => freezes.length > 0);
}

function readFormer(repositoryDir: string): Applied | undefined {
  try {
    return readApplied(repositoryDir);
  } catch (error) {
    // Applying is how it is mended.
    if (error instanceof AndonError && error.code === 'config-unreadable') return undefined;
    throw error;
  }
}

function allProblems(compiled: Compiled, problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  return [...problems, ...(compiled.kind === 'refused' ? compiled.problems : [])];
}

function invalidConfig(problems: readonly ConfigProblem[]): AndonError {
  const lines = problems.map((problem) => `\n  ${formatProblem(problem)}`);
  return new AndonError('config-invalid', `Cannot use the configuration:${lines.join('')}`, {
    kind: 'config',
  });
}
