// node test/bench/replay.ts: a month of builds under different rules: how long the line was stopped, how long of it
// for nothing, and how long it ran although it was broken. Prints the table of the README.
import { formatReplay, replayAll } from '../support/replay-table.ts';

console.log(formatReplay(await replayAll()));
