// Ends the reading of changes from deep inside: an answer for the caller, and no failure.
import type { ChangesAnswer } from '../guard/change.ts';
import { describeStderr } from './run-git.ts';

export class Halt extends Error {
  readonly answer: ChangesAnswer;

  constructor(answer: ChangesAnswer) {
    super(answer.kind);
    this.answer = answer;
  }
}

/** Halts because git said that it cannot read something. */
export function unreadable(stderr: string): Halt {
  return new Halt({ kind: 'unreadable', problem: describeStderr(stderr) });
}
