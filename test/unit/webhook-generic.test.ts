// What any sender sends, by what the admin says of it.
import { describe, expect, it } from 'vitest';
import { translateGeneric } from '../../src/webhook/generic.ts';
import { isPointer, readPointer } from '../../src/webhook/json-pointer.ts';
import { nothing } from '../../src/webhook/nothing.ts';

const REVISION = '5a3d0e16ab30e4d1b0f9c7e2f8d9a1b2c3d4e5f6';
const problem = (text: string): unknown => ({ kind: 'problem', problem: text });

describe('readPointer()', () => {
  // The document and the answers of RFC 6901, section 5.
  const document = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, ' ': 7, 'm~n': 8, 'k"l': 6 };
  it.each([
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
    ['/foo/01', undefined],
    ['/foo/-', undefined],
    ['/foo/length', undefined],
    ['/constructor', undefined],
    ['/foo/0/0', undefined],
    ['/no/where', undefined],
  ])('reads %s', (pointer, expected) => {
    expect(isPointer(pointer)).toBe(true);
    expect(readPointer(document, pointer)).toEqual(expected);
  });
  it.each(['', 'foo', '/a~2b', '/a~'])('takes %j for no pointer', (text) => {
    expect(isPointer(text)).toBe(false);
  });
});

describe('translateGeneric()', () => {
  const build = translateGeneric({
    build: {
      job: 'web-tests',
      build: '/run/id',
      revision: '/run/commits/0',
      status: '/run/ok',
      started: '/run/began',
      finished: '/run/ended',
      url: '/link',
      trigger: '/why',
    },
    words: { true: 'passed', false: 'failed', '2': 'error', queued: 'nothing', cron: 'schedule' },
  });
  const run = { id: 17, commits: [REVISION], ok: false, began: 1_772_460_000, ended: 1_772_460_060_000 };

  it('finds what it was told to find', () => {
    expect(build({}, { run, link: 'https://ci.example/17', why: 'cron' })).toEqual([
      {
        kind: 'build',
        build: {
          job: 'web-tests',
          build: '17',
          revision: REVISION,
          status: 'failed',
          startedAt: '2026-03-02T14:00:00.000Z',
          finishedAt: '2026-03-02T14:01:00.000Z',
          url: 'https://ci.example/17',
          trigger: 'schedule',
        },
      },
    ]);
  });
  it.each([
    [true, 'passed'],
    [2, 'error'],
    ['passed', 'passed'],
    ['running', 'running'],
  ])('reads %j as %s', (ok, status) => {
    expect(build({}, { run: { ...run, ok } })).toMatchObject([{ build: { status, trigger: 'push' } }]);
  });
  it('says nothing where its words say so, and does not guess', () => {
    expect(build({}, { run: { ...run, ok: 'queued' } })).toEqual([
      nothing('"queued" means that there is nothing to tell, by the words of this webhook'),
    ]);
    expect(build({}, { run: { ...run, ok: 'constructor' } })).toMatchObject([{ kind: 'problem' }]);
    expect(build({}, { run: { ...run, ok: undefined } })).toMatchObject([{ kind: 'problem' }]);
    expect(build({}, [])).toMatchObject([{ kind: 'problem' }]);
  });

  const alert = translateGeneric({
    alert: { key: '/check', severity: '/level', state: '/state', summary: '/text', url: '/link' },
    words: { DOWN: 'firing', UP: 'resolved', red: 'critical', paused: 'nothing' },
  });
  it('tells of an alert', () => {
    const body = { check: 'web', level: 'red', state: 'DOWN', text: 'no answer', link: 'https://m.example/' };
    expect(alert({}, body)).toEqual([
      {
        kind: 'report',
        alert: {
          key: 'web',
          severity: 'critical',
          state: 'firing',
          summary: 'no answer',
          url: 'https://m.example/',
        },
      },
    ]);
    expect(alert({}, { check: 7, state: 'UP' })).toEqual([
      {
        kind: 'report',
        alert: { key: '7', severity: 'warning', state: 'resolved', summary: '7 is resolved' },
      },
    ]);
    expect(alert({}, { ...body, state: 'paused' })).toMatchObject([{ kind: 'nothing' }]);
    expect(alert({}, { ...body, state: 'odd' })).toEqual([problem('web is neither firing nor resolved')]);
    expect(alert({}, { ...body, check: '' })).toEqual([problem('it has no key of an alert')]);
  });
});
