import { expect, it } from 'vitest';
import { newHistories } from '../../src/board/history.ts';
import type { Entry } from '../../src/journal/entry.ts';
import type { LineName } from '../../src/line/line-name.ts';
import { oid } from '../support/gate.ts';

const [MAIN, DOCS] = ['main', 'docs'] as LineName[] as [LineName, LineName];

function historyOf(line: LineName, ...events: object[]) {
  const histories = newHistories();
  for (const [index, event] of events.entries())
    histories.fold({ seq: index + 1, at: `2026-11-21T12:0${index}:00.000Z`, ...event } as Entry);
  return histories.of(line);
}

const push = {
  kind: 'push.admitted',
  push: 'p',
  repository: '/srv/a.git',
  pusher: 'ann',
  findings: [],
  updates: [
    { ref: 'refs/heads/main', old: oid(1), new: oid(2), lines: [MAIN] },
    { ref: 'refs/heads/docs', old: oid(1), new: oid(3), lines: [DOCS] },
  ],
};
const settled = (landing: string): object => ({
  kind: 'push.settled',
  push: 'p',
  results: [{ ref: 'refs/heads/main', new: oid(2), landing }],
});

it('a line hears of a push what is of the line', () => {
  const { events, landed } = historyOf(MAIN, push, settled('landed'));
  expect(events).toMatchObject([{ updates: [{ ref: 'refs/heads/main' }] }]);
  expect(landed).toMatchObject([{ seq: 2, push: 'p', pusher: 'ann', update: { new: oid(2) } }]);
  expect(historyOf(DOCS, push, settled('landed')).landed).toEqual([]);
});

it('what did not land is not on the line', () => {
  expect(historyOf(MAIN, push, settled('not-landed')).landed).toEqual([]);
  expect(historyOf(MAIN, settled('landed')).landed).toEqual([]);
});

it('a refusal counts each rule once, and no warning', () => {
  const finding = (rule: string, severity = 'error') => ({ rule, severity, message: '' });
  const findings = [finding('no-wip'), finding('no-wip'), finding('subject-case', 'warn')];
  const { refusals } = historyOf(MAIN, { ...push, kind: 'push.refused', findings });
  expect(refusals).toMatchObject([{ rules: ['no-wip'] }]);
});

it('a stop holds the line from its opening, or from when a caution turned into one', () => {
  const stop = { line: MAIN, stop: 1, by: 'ci' };
  const opened = { ...stop, kind: 'stop.opened', cause: 'build', level: 'caution', summary: 'red' };
  const escalated = { ...stop, kind: 'stop.escalated', effectiveAt: '2026-11-21T12:00:30.000Z' };
  const lifted = { ...stop, kind: 'stop.lifted', reason: 'green' };
  const spansOf = (...events: object[]) => [...historyOf(MAIN, ...events).spans.values()];
  expect(spansOf({ ...opened, level: 'stop' })).toEqual([
    { number: 1, cause: 'build', from: '2026-11-21T12:00:00.000Z' },
  ]);
  expect(spansOf(opened)).toEqual([{ number: 1, cause: 'build' }]);
  expect(spansOf(opened, escalated, lifted)).toEqual([
    {
      number: 1,
      cause: 'build',
      from: '2026-11-21T12:00:30.000Z',
      until: '2026-11-21T12:02:00.000Z',
    },
  ]);
});

it('of many pushes the last are told, and of stops those before them too', () => {
  const claimed = { kind: 'stop.claimed', line: MAIN, stop: 1, by: 'ann' };
  const { events, stopEvents } = historyOf(MAIN, claimed, ...Array.from({ length: 100 }, () => push));
  expect([events.length, events.some(({ kind }) => kind === 'stop.claimed')]).toEqual([60, false]);
  expect(stopEvents).toMatchObject([claimed]);
});

it('a job has the last word on a revision', () => {
  const report = { kind: 'build.reported', line: MAIN, job: 'unit', revision: oid(2), build: 'b' };
  const { builds } = historyOf(MAIN, { ...report, status: 'failed' }, { ...report, status: 'passed' });
  expect([...(builds.get(oid(2)) ?? [])]).toEqual([['unit', 'passed']]);
});
