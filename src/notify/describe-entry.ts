// Says in one line what an entry of the journal is about; whoever shows it escapes it.
import type { Entry } from '../journal/entry.ts';
import { shortOid } from '../ref/oid.ts';
import { formatSecond } from '../text/utc-time.ts';

/** Says what happened, without when. */
export function describeEvent(entry: Entry): string {
  switch (entry.kind) {
    case 'line.registered':
      return `line ${entry.line} registered for ${entry.repository} by ${entry.by}`;
    case 'stop.opened': {
      const level = entry.level === 'stop' ? 'stopped' : 'cautioned';
      const freeze = entry.freeze === undefined ? '' : `freeze ${entry.freeze.name}: `;
      const times = [since(entry), end(entry.until)].join('');
      return `stop ${entry.stop} opened: line ${entry.line} ${level}${times} by ${entry.by}: ${freeze}${entry.summary}`;
    }
    case 'stop.escalated':
      return `stop ${entry.stop} escalated: line ${entry.line} stopped${since(entry)}, nobody had claimed the caution`;
    case 'stop.claimed':
      return `stop ${entry.stop} claimed by ${entry.by}${entry.eta === undefined ? '' : `, until about ${entry.eta}`}`;
    case 'stop.amended':
      return `stop ${entry.stop} amended by ${entry.by}: ${entry.summary}${end(entry.until)}`;
    case 'stop.lifted':
      return `stop ${entry.stop} lifted by ${entry.by}${since(entry)}: ${entry.reason}`;
    case 'stop.fix-failed':
      return `stop ${entry.stop}: the fix failed in build ${entry.build}`;
    case 'alert.reported': {
      const { line, source, key, state, severity, summary, why } = entry;
      return `alert ${key} of ${source} on line ${line} ${state} (${severity}): ${summary}${why === undefined ? '' : ` (${why})`}`;
    }
    case 'build.reported': {
      const { line, job, build, status, revision, why, would } = entry;
      const effect = would === undefined ? '' : ` (on trial: would ${would} the line)`;
      return `build ${build} of ${job} on line ${line} ${status} at ${shortOid(revision)}${why === undefined ? '' : ` (ignored: ${why})`}${effect}`;
    }
    case 'push.admitted': {
      const ways = entry.passages.map(
        ({ way, stops, reason }) =>
          ` [${way} ${stops.join(',')}${reason === undefined ? '' : `: ${reason}`}]`,
      );
      return `push ${entry.push.slice(0, 8)} admitted from ${entry.pusher}: ${moves(entry.updates)}${ways.join('')}${without(entry)}`;
    }
    case 'push.refused': {
      const rules = [...new Set(entry.findings.map(({ rule }) => rule))].join(', ');
      return `push ${entry.push.slice(0, 8)} refused from ${entry.pusher}: ${moves(entry.updates)} [${rules}]${without(entry)}`;
    }
    case 'push.settled': {
      const results = entry.results.slice(0, 5).map(({ ref, landing }) => `${ref} ${landing}`);
      const more = entry.results.length > 5 ? ` and ${entry.results.length - 5} more` : '';
      return `push ${entry.push.slice(0, 8)} settled by ${entry.via}: ${results.join(', ')}${more}`;
    }
    case 'ref.drifted':
      return `drift: ${entry.ref} of ${entry.repository} moved past the hooks from ${side(entry.recorded)} to ${side(entry.found)}`;
    case 'token.created':
      return `token ${entry.token} created for ${entry.name} by ${entry.by}: ${entry.scopes.join(', ')}`;
    case 'token.revoked':
      return `token ${entry.token} revoked by ${entry.by}`;
    case 'access.denied':
      return `${entry.request} from ${entry.address} denied: ${entry.why}`;
    case 'ref.adopted':
      return `${entry.ref} of ${entry.repository} taken over at ${side(entry.value)}`;
  }
}

/** When it took effect, where that was earlier than it was recorded. */
function since({ at, effectiveAt = at }: { readonly at: string; readonly effectiveAt?: string }): string {
  return formatSecond(at) === formatSecond(effectiveAt) ? '' : ` as of ${formatSecond(effectiveAt)}`;
}

function end(until: string | undefined): string {
  return until === undefined ? '' : ` until ${formatSecond(until)}`;
}

type Pushed = Extract<Entry, { kind: 'push.admitted' | 'push.refused' }>;

function moves(updates: Pushed['updates']): string {
  const shown = updates.slice(0, 5).map((update) => `${update.ref} ${side(update.old)}..${side(update.new)}`);
  return shown.join(', ') + (updates.length > 5 ? ` and ${updates.length - 5} more` : '');
}

function without({ unavailable }: Pushed): string {
  return unavailable === undefined ? '' : ` (without the store: ${unavailable.answer})`;
}

function side(oid: string | null): string {
  return oid === null ? 'none' : shortOid(oid);
}
