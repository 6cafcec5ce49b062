// Translates what Gitea sends (https://docs.gitea.com/features/webhooks, events `workflow_run` and `status`), and Forgejo
// with its events `action_run_*` (https://forgejo.org/docs/latest/user/webhooks/).
import { fieldsOf, nameOf } from '../alert/read-fields.ts';
import { problem } from '../alert/translation.ts';
import { translateStatus } from './commit-status.ts';
import { readConclusion } from './conclusion.ts';
import { nothing, quoteWord } from './nothing.ts';
import { headerOf, idOf, timeOf } from './read-values.ts';
import { tellForeign, readRunTrigger } from './run-trigger.ts';
import { tellBuild } from './tell-build.ts';
import type { Headers, Told } from './told.ts';

/** Translates an event. */
export function translateGitea(headers: Headers, body: unknown): readonly Told[] {
  const event = headerOf(headers, 'x-gitea-event') ?? headerOf(headers, 'x-forgejo-event');
  switch (event) {
    case undefined:
      return [problem('it has neither X-Gitea-Event nor X-Forgejo-Event')];
    case 'workflow_run':
      return translateRun(body);
    case 'action_run_success':
    case 'action_run_failure':
    case 'action_run_recover':
      return translateActionRun(body);
    case 'status':
      return translateStatus(body);
    default:
      return [nothing(`an event ${quoteWord(event)} says nothing of a line`)];
  }
}

function translateRun(body: unknown): readonly Told[] {
  const { workflow_run: run, workflow } = fieldsOf(body);
  if (typeof run !== 'object' || run === null) return [problem('it has no workflow_run')];
  const { id, run_attempt: attempt, path, head_sha: revision, event } = fieldsOf(run);
  const { status, conclusion, started_at: started, completed_at: finished, html_url: url } = fieldsOf(run);
  const trigger = readRunTrigger(event);
  const isCompleted = status === 'completed';
  if (trigger === undefined) return [tellForeign(event)];
  if (!isCompleted && status !== 'in_progress')
    return [nothing(`a run that is ${quoteWord(status)} has not begun`)];
  return [
    tellBuild({
      // ci.yml@refs/heads/main
      job: fieldsOf(workflow)['name'] ?? nameOf(path)?.replace(/@.*$/, ''),
      build: attemptOf(id, attempt, started),
      revision,
      status: isCompleted ? readConclusion(conclusion) : 'running',
      said: conclusion,
      started,
      finished,
      url,
      trigger,
    }),
  ];
}

/** A run is told of when it has ended, and once more when it is the first to succeed again: as the same build. */
function translateActionRun(body: unknown): readonly Told[] {
  const { run } = fieldsOf(body);
  if (typeof run !== 'object' || run === null) return [problem('it has no run')];
  const { id, workflow_id: workflow, commit_sha: revision, trigger_event: event, status } = fieldsOf(run);
  const { started, stopped: finished, html_url: url } = fieldsOf(run);
  const trigger = readRunTrigger(event);
  if (trigger === undefined) return [tellForeign(event)];
  return [
    tellBuild({
      job: workflow,
      build: attemptOf(id, undefined, started),
      revision,
      status: readConclusion(status),
      said: status,
      started,
      finished,
      url,
      trigger,
    }),
  ];
}

/** A run that is tried again keeps its id, and not every release counts its attempts: the beginning tells them apart. */
function attemptOf(id: unknown, attempt: unknown, started: unknown): string | undefined {
  const run = idOf(id);
  return run === undefined ? undefined : [run, idOf(attempt), timeOf(started)].filter(Boolean).join('.');
}
