// Takes in what a person does to a line, in one transaction.
import type { Entry } from '../journal/entry.ts';
import { decide } from '../line/commands.ts';
import { tagOfStop } from '../push/line-tag.ts';
import type { LineCommand } from '../line/commands.ts';
import { readRepositories, readStop, readStopFacts } from './read-views.ts';
import type { TakeContext } from './take-context.ts';

/** Takes in a command. One that finds everything as it should be changes nothing. */
export function takeCommand(command: LineCommand, { views, now, record }: TakeContext): readonly Entry[] {
  return record(
    decide(command, {
      lines: readRepositories(views),
      ...readStopFacts(views),
      findStop: (number) => readStop(views, number),
      tagOf: tagOfStop,
      now,
    }),
  );
}
