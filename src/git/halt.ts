// Ends the reading of changes from deep inside: an answer for the caller, and no failure.
import type { ChangesAnswer } from '../guard/change.ts';

export class Halt extends Error {
  readonly answer: ChangesAnswer;

  constructor(answer: ChangesAnswer) {
    super(answer.kind);
    this.answer = answer;
  }
}

/** Halts because git said that it cannot read something. */
export function unreadable(stderr: string): Halt {
  const lines = stderr.trim().split('\n');
  const problem = lines.map((line) => line.replace(/^(?:fatal|error): /, '')).join('; ');
  return new Halt({ kind: 'unreadable', problem });
}
