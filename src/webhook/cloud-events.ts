// Translates CloudEvents (specification 1.0.2) that carry CDEvents (https://cdevents.dev): runs of pipelines, tasks and
// test suites, and incidents. Structured, batched, or binary, where the body is the data alone.
import { fieldsOf, nameOf, textOf, urlOf } from '../alert/read-fields.ts';
import { readSeverity } from '../alert/read-severity.ts';
import { problem, report } from '../alert/translation.ts';
import { nothing, quoteWord } from './nothing.ts';
import { headerOf } from './read-values.ts';
import { tellBuild } from './tell-build.ts';
import type { Headers, Told, ToldStatus } from './told.ts';

const OUTCOMES: ReadonlyMap<unknown, ToldStatus> = new Map<unknown, ToldStatus>([
  ['success', 'passed'],
  ['pass', 'passed'],
  ['failure', 'failed'],
  ['fail', 'failed'],
  ['error', 'error'],
  ['cancel', 'cancelled'],
]);

/** The store takes each in by itself. */
const MOST_EVENTS = 100;

/** Translates one event, or a batch of them. */
export function translateCloudEvents(headers: Headers, body: unknown): readonly Told[] {
  const binary = headerOf(headers, 'ce-type');
  if (binary !== undefined) return translateEvent(binary, body);
  if (!Array.isArray(body)) return translateStructured(body);
  const rest = body.length - MOST_EVENTS;
  return [
    ...body.slice(0, MOST_EVENTS).flatMap(translateStructured),
    ...(rest > 0 ? [problem(`it has ${rest} events too many: no more than ${MOST_EVENTS}`)] : []),
  ];
}

function translateStructured(event: unknown): readonly Told[] {
  const { type, data } = fieldsOf(event);
  return typeof type === 'string'
    ? translateEvent(type, data)
    : [problem('it is no CloudEvent: it has no type')];
}

/** The version at the end is that of one type, and grows when fields do. */
const TYPE = /^dev\.cdevents\.(?<subject>[a-z]{1,30})\.(?<predicate>[a-z]{1,30})\./;

function translateEvent(type: string, data: unknown): readonly Told[] {
  const { subject, predicate } = TYPE.exec(type)?.groups ?? {};
  const other = [nothing(`an event of the type ${quoteWord(type)} says nothing of a line`)];
  switch (subject) {
    case 'pipelinerun':
    case 'taskrun':
    case 'testsuiterun':
      return predicate === 'started' || predicate === 'finished' ? translateRun(predicate, data) : other;
    case 'incident':
      return predicate === 'detected' || predicate === 'resolved'
        ? translateIncident(predicate, data)
        : other;
    default:
      return other;
  }
}

/** CDEvents has no word for what was built: the sender has to put it into customData, as `revision`. */
function translateRun(predicate: 'started' | 'finished', data: unknown): readonly Told[] {
  const { context, subject, customData } = fieldsOf(data);
  const { id, content } = fieldsOf(subject);
  const { pipelineName, taskName, testSuite, outcome, url, uri } = fieldsOf(content);
  const { name, id: suite } = fieldsOf(testSuite);
  const { revision } = fieldsOf(customData);
  const { timestamp } = fieldsOf(context);
  const isFinished = predicate === 'finished';
  return [
    tellBuild({
      job: pipelineName ?? taskName ?? name ?? suite,
      build: id,
      revision,
      status: isFinished ? OUTCOMES.get(outcome) : 'running',
      said: outcome,
      ...(isFinished ? { finished: timestamp } : {}),
      started: timestamp,
      url: url ?? uri,
    }),
  ];
}

function translateIncident(predicate: 'detected' | 'resolved', data: unknown): readonly Told[] {
  const { subject, customData } = fieldsOf(data);
  const { id, content } = fieldsOf(subject);
  const { description, ticketURI } = fieldsOf(content);
  const key = nameOf(id);
  if (key === undefined) return [problem('it is about an incident without an id')];
  return [
    report({
      key,
      severity: readSeverity(nameOf(fieldsOf(customData)['severity'])),
      state: predicate === 'detected' ? 'firing' : 'resolved',
      summary: textOf(description) ?? `incident ${key}`,
      ...urlOf(ticketURI),
    }),
  ];
}
