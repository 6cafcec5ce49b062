// Asks a tracker over HTTP whether tickets exist. Loaded where a rule asks for one, and nowhere else: undici takes
// longer to load than most pushes take to judge.
import { errors } from 'undici';
import type { Agent } from 'undici';
import type { TicketAnswer, TicketQuestion } from '../guard/ticket.ts';
import { openAgent } from '../http/open-agent.ts';
import { describeStatus, request } from '../http/request.ts';
import type { OpenTracker } from '../push/tracker.ts';
import { messageOf, systemCodeOf } from '../text/andon-error.ts';
import { countOf } from '../text/count-of.ts';
import { readHeaderFile } from './header-file.ts';
import type { Headers } from './header-file.ts';
import { readField } from './read-field.ts';
import { ticketUrl } from './ticket-url.ts';

const MOST_AT_ONCE = 8;
const LONGEST_ANSWER_BYTES = 1 << 20;

/** Opens a tracker that answers HTTP requests (RFC 9110). */
export const openHttpTracker: OpenTracker = (question) => {
  // What git takes between two lookups of a push is not the tracker's time.
  let leftMs = question.timeoutSeconds * 1_000;
  return {
    async lookUp(keys) {
      const start = performance.now();
      try {
        const signal = leftMs > 0 ? AbortSignal.timeout(Math.ceil(leftMs)) : AbortSignal.abort();
        return await lookUpAll(keys, question, signal);
      } finally {
        leftMs -= performance.now() - start;
      }
    },
  };
};

interface Lookup {
  readonly question: TicketQuestion;
  readonly headers: Headers;
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

async function lookUpAll(
  keys: readonly string[],
  question: TicketQuestion,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, TicketAnswer>> {
  const header = readHeaderFile(question.headerFile);
  if (header.kind === 'unreadable')
    return new Map(keys.map((key) => [key, { kind: 'unavailable', reason: header.problem }]));
  const agent = openAgent(question.url, { mostBytes: LONGEST_ANSWER_BYTES, signal });
  const lookup = { question, headers: header.headers, agent, signal };
  const answers = new Map<string, TicketAnswer>();
  const waiting = keys.values();
  const askOn = async (): Promise<void> => {
    for (const key of waiting) answers.set(key, await lookUpOne(key, lookup));
  };
  try {
    await Promise.all(Array.from({ length: MOST_AT_ONCE }, askOn));
    return answers;
  } finally {
    void agent.destroy();
  }
}

async function lookUpOne(key: string, { question, headers, agent, signal }: Lookup): Promise<TicketAnswer> {
  const url = ticketUrl(question.url, key);
  // What cannot be asked for by its name is no ticket.
  if (url === undefined) return { kind: 'absent' };
  try {
    return await request(
      url,
      { agent, headers, signal },
      async ({ statusCode, text }): Promise<TicketAnswer> => {
        if (statusCode >= 200 && statusCode < 300) return readTicket(await text(), question.field);
        if (statusCode === 404 || statusCode === 410) return { kind: 'absent' };
        return { kind: 'unavailable', reason: `the tracker ${describeStatus(statusCode)}` };
      },
    );
  } catch (error) {
    return { kind: 'unavailable', reason: describeFailure(error, { question, signal }) };
  }
}

function readTicket(text: string, pointer: string): TicketAnswer {
  if (pointer === '') return { kind: 'exists' };
  const field = readField(text, pointer);
  return field.kind === 'read'
    ? { kind: 'exists', says: field.says }
    : { kind: 'unavailable', reason: 'the answer of the tracker is no JSON' };
}

function describeSilence({ timeoutSeconds }: TicketQuestion): string {
  return `the tracker gave no answer within ${countOf(timeoutSeconds, 'second')}`;
}

/** Says no more than the code: messages may tell a pusher names and addresses of machines. */
function describeFailure(error: unknown, { question, signal }: Pick<Lookup, 'question' | 'signal'>): string {
  if (signal.aborted) return describeSilence(question);
  if (error instanceof errors.HTTPParserError) return 'what the tracker answers is no HTTP';
  const code = systemCodeOf(error);
  // Not what a server or a network can do to us.
  if (code === undefined) throw new Error(`asking the tracker failed: ${messageOf(error)}`, { cause: error });
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
    return `the answer of the tracker has more than ${LONGEST_ANSWER_BYTES} bytes`;
  return `asking the tracker failed (${code})`;
}
