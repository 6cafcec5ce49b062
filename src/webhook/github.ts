// Translates what GitHub sends: https://docs.github.com/en/webhooks/webhook-events-and-payloads, events
// `workflow_run`, `check_suite` and `status`.
import { fieldsOf } from '../alert/read-fields.ts';
import { problem } from '../alert/translation.ts';
import { translateStatus } from './commit-status.ts';
import { readConclusion } from './conclusion.ts';
import { nothing, quoteWord } from './nothing.ts';
import { headerOf, idOf, timeOf } from './read-values.ts';
import { tellForeign, readRunTrigger } from './run-trigger.ts';
import { tellBuild } from './tell-build.ts';
import type { Headers, Told } from './told.ts';

/** Translates an event. */
export function translateGithub(headers: Headers, body: unknown): readonly Told[] {
  const event = headerOf(headers, 'x-github-event');
  switch (event) {
    case undefined:
      return [problem('it has no X-GitHub-Event')];
    case 'workflow_run':
      return translateRun(body);
    case 'check_suite':
      return translateSuite(body);
    case 'status':
      return translateStatus(body);
    default:
      return [nothing(`an event ${quoteWord(event)} says nothing of a line`)];
  }
}

function translateRun(body: unknown): readonly Told[] {
  const { workflow_run: run } = fieldsOf(body);
  if (typeof run !== 'object' || run === null) return [problem('it has no workflow_run')];
  const { id, run_attempt: attempt, name, path, head_sha: revision, event } = fieldsOf(run);
  const { status, conclusion, run_started_at: started, updated_at: updated, html_url: url } = fieldsOf(run);
  const trigger = readRunTrigger(event);
  const isCompleted = status === 'completed';
  if (trigger === undefined) return [tellForeign(event)];
  // It waits for a machine or a person.
  if (!isCompleted && status !== 'in_progress')
    return [nothing(`a run that is ${quoteWord(status)} has not begun`)];
  const runId = idOf(id);
  return [
    tellBuild({
      job: name ?? path,
      build: runId === undefined ? undefined : `${runId}.${idOf(attempt) ?? '1'}`,
      revision,
      status: isCompleted ? readConclusion(conclusion) : 'running',
      said: conclusion,
      started,
      finished: updated,
      url,
      trigger,
    }),
  ];
}

/** Its runs tell of themselves, and all of them would be one job. */
const OWN_APP = 'github-actions';

/** A suite is all that one app found out about a revision. That it runs is told to the app alone. */
function translateSuite(body: unknown): readonly Told[] {
  const { action, check_suite: suite } = fieldsOf(body);
  if (typeof suite !== 'object' || suite === null) return [problem('it has no check_suite')];
  const {
    id,
    head_sha: revision,
    conclusion,
    created_at: started,
    updated_at: updated,
    app,
  } = fieldsOf(suite);
  const { slug, name } = fieldsOf(app);
  if (slug === OWN_APP) return [nothing(`the runs of ${OWN_APP} tell of themselves`)];
  if (action !== 'completed') return [nothing(`a suite that is ${quoteWord(action)} is not over`)];
  const known = idOf(id);
  return [
    tellBuild({
      job: slug ?? name,
      // A suite that is tried again keeps its id, and has no count of its attempts.
      build: known === undefined ? undefined : `${known}.${timeOf(updated) ?? '1'}`,
      revision,
      status: readConclusion(conclusion),
      said: conclusion,
      started,
      finished: updated,
    }),
  ];
}
