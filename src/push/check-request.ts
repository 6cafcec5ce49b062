// A push that only asks what a push would get. `andon check` sends it with two refs more, one below the other,
// which git can never make both, and asks git for all or nothing: nothing moves, whatever server it reaches.
import type { AdmitTools } from './admit-tools.ts';
import type { Store } from './store.ts';

const PROBE = '/andon-check';
const NEVER = `${PROBE}/never`;
const ANSWER = 'andon check: ';

/**
 * Returns the refs to send beside `target`. They lie below it, so that whatever the server hides from
 * pushes (receive.hideRefs) it hides together: a hidden ref would not hold up the others.
 */
export function probeRefs(target: string): readonly string[] {
  return [target + PROBE, target + NEVER];
}

/** Takes the probes out of a hook's input; `isCheck` where there were any. */
export function takeOutProbes(input: Buffer): { readonly isCheck: boolean; readonly input: Buffer } {
  if (!input.includes(`${NEVER}\n`)) return { isCheck: false, input };
  const lines = input.toString('latin1').split('\n');
  const created = new Set(lines.flatMap((line) => /^0+ \S+ (.+)$/.exec(line)?.[1] ?? []));
  const isProbe = (line: string): boolean => {
    const target = /^0+ \S+ (.+?)\/andon-check(?:\/never)?$/.exec(line)?.[1];
    return target !== undefined && probeRefs(target).every((ref) => created.has(ref));
  };
  const asked = lines.filter((line) => !isProbe(line));
  return { isCheck: asked.length < lines.length, input: Buffer.from(asked.join('\n'), 'latin1') };
}

/** Says what the push would get, for people and for `andon check`. */
export function formatAnswer(accept: boolean): string {
  return `${ANSWER}${accept ? 'accepted' : 'refused'}`;
}

/** Reads what formatAnswer wrote; undefined for any other line. */
export function parseAnswer(line: string): boolean | undefined {
  return [true, false].find((accept) => line === formatAnswer(accept));
}

/** Judges by the lines as they are, and leaves no record: nothing can come of a question. */
export function withoutRecord(tools: AdmitTools): AdmitTools {
  return {
    ...tools,
    openStore: () => readingStore(tools.openStore()),
    spool: { ...tools.spool, write: () => undefined },
    writeLastKnown: () => undefined,
  };
}

function readingStore(store: Store): Store {
  return {
    ...store,
    admit: async (_admission, judge) => {
      // What the calendar has to say is true whoever asks.
      await store.tick();
      const lines = await store.readLines();
      return { kind: 'judged', judgement: judge(lines), seq: lines.head.seq };
    },
  };
}
