// What a server may answer, and what is taken for no answer of andon.
import { describe, expect, it } from 'vitest';
import { isAdmitted, isIntents, isLines, isStop, isTips, isWritten } from '../../src/remote/answer-shapes.ts';
import { NOW, oid, stop } from '../support/gate.ts';

const STOP = stop(1, {
  commit: oid(1),
  lastGood: oid(2),
  claim: { by: 'dana', at: NOW, eta: NOW },
  url: 'https://ci.example/1',
});
const LINE = { line: 'main', status: 'stopped', since: NOW, stops: [STOP], repositories: ['/r'] };
const LINES = { head: { seq: 1, hash: 'h' }, now: NOW, tag: 't', lines: [LINE] };
const INTENT = {
  push: 'p',
  seq: 1,
  at: NOW,
  repository: '/r',
  pusher: 'dana',
  receiver: { host: 'h', pid: 1 },
  updates: [{ ref: 'refs/heads/main', old: null, new: oid(1) }],
  seen: {},
};

describe('what the server says of', () => {
  it.each<[string, (value: unknown) => boolean, readonly unknown[]]>([
    ['the lines', isLines, [LINES, { ...LINES, more: 1 }, { ...LINES, lines: [] }]],
    ['a stop', isStop, [STOP, { ...STOP, more: 1 }]],
    [
      'a push',
      isAdmitted,
      [
        { kind: 'judged', seq: 1 },
        { kind: 'look-again', basis: 1 },
        { kind: 'judge-again', lines: LINES },
      ],
    ],
    ['what was written', isWritten, [{ entries: [{ kind: 'stop.opened', seq: 1, at: NOW }] }]],
    ['pushes that are open', isIntents, [{ intents: [INTENT] }]],
    ['refs', isTips, [{ tips: { 'refs/heads/main': { value: null, seq: 1 } } }]],
  ])('%s is taken as it is', (_, isWanted, values) => {
    expect(values.filter((value) => !isWanted(value))).toEqual([]);
  });

  it.each<[string, (value: unknown) => boolean, readonly unknown[]]>([
    [
      'the lines',
      isLines,
      [
        {},
        { ...LINES, lines: {} },
        { ...LINES, now: 'now' },
        { ...LINES, head: 3 },
        { ...LINES, lines: [null] },
        { ...LINES, lines: [{ ...LINE, line: '\x1b[2J' }] },
        { ...LINES, lines: [{ ...LINE, since: '2026-03-02T14:00\x1b[2J' }] },
        { ...LINES, lines: [{ ...LINE, status: 'open' }] },
        { ...LINES, lines: [{ ...LINE, stops: undefined }] },
      ],
    ],
    [
      'a stop',
      isStop,
      [
        { ...STOP, number: '1' },
        { ...STOP, since: 'yesterday' },
        { ...STOP, url: 3 },
        { ...STOP, lastGood: '--upload-pack=x' },
        { ...STOP, claim: 'dana' },
        { ...STOP, summary: ['red'] },
      ],
    ],
    [
      'a push',
      isAdmitted,
      [{}, { kind: 'accepted', seq: 1 }, { kind: 'judged' }, { kind: 'judge-again', lines: {} }],
    ],
    ['what was written', isWritten, [{}, { entries: 3 }, { entries: ['x'] }]],
    [
      'pushes that are open',
      isIntents,
      [{}, { intents: [{ ...INTENT, updates: 1 }] }, { intents: [{ ...INTENT, receiver: 'x' }] }],
    ],
    ['refs', isTips, [{}, { tips: [] }, { tips: { a: { value: 'x', seq: 1 } } }]],
  ])('%s is no answer of andon in any other form', (_, isWanted, values) => {
    expect(values.filter(isWanted)).toEqual([]);
  });
});
