// What the pusher reads: why the push was refused, and the exact way through. Plain text of at most
// 72 columns, the most important line first; git puts "remote: " before each (style: four things).
import { blocks, isClaimedInTime } from '../line/stop.ts';
import type { LandedFix, Stop } from '../line/stop.ts';
import { NO_NUMBER } from '../line/freeze-anyway.ts';
import { describeMove } from '../line/describe-move.ts';
import type { GuardedUpdate } from '../line/guarded-update.ts';
import type { LineStatus } from '../line/status.ts';
import { shortOid } from '../ref/oid.ts';
import { formatRefName } from '../ref/ref-name.ts';
import type { Finding } from '../verdict/finding.ts';
import { clockTime } from '../text/clock-time.ts';
import { formatElapsed } from '../text/duration.ts';
import { escapeText } from '../text/escape.ts';
import { COLUMNS, fitText, hintCommand, labelText, padText, wrapText } from '../text/layout.ts';
import { mendingHints } from './mending.ts';

/** What of a verdict is shown. */
export interface ShownVerdict {
  readonly accept: boolean;
  readonly shown: readonly Finding[];
  readonly held: readonly LineStatus[];
  readonly guarded: readonly GuardedUpdate[];
  readonly now: string;
}

const MOST_FINDINGS = 40;
const MOST_STOPS = 8;
const LONGEST_TEXT = 300;
/** A link that is cut leads nowhere; this many only keep one of them from filling the screen. */
const LONGEST_LINK = 2000;

/** Renders a verdict; an accepted push with nothing to say gives no lines. */
export function renderVerdict(
  verdict: ShownVerdict,
  { warnings, contact }: { readonly warnings: readonly string[]; readonly contact: string | undefined },
): readonly string[] {
  const blocking = verdict.shown.some(
    ({ rule }) => rule === 'line-stopped' || rule === 'override-not-permitted',
  );
  const stopped = blocking ? verdict.held.filter(({ status }) => status === 'stopped') : [];
  const cautioned = verdict.held.filter(({ status }) => status === 'cautioned');
  const lines = [
    ...(verdict.accept ? [] : headline(verdict, stopped)),
    ...cautioned.flatMap((line) => [
      ...labelText('warning', `line ${line.line} is CAUTIONED`),
      ...stopLines(line, verdict.now),
    ]),
    ...findingLines(verdict),
    ...(stopped.length > 0 ? waitHint(stopped) : []),
    ...(verdict.accept ? [] : mendingHints(verdict.shown, verdict.guarded)),
    ...(verdict.accept || contact === undefined ? [] : labelText('hint', `ask here: ${clean(contact)}`)),
    ...warnings.flatMap((warning) => labelText('warning', clean(warning))),
  ];
  return lines;
}

function headline(verdict: ShownVerdict, stopped: readonly LineStatus[]): readonly string[] {
  if (stopped.length === 0) {
    const errors = verdict.shown.filter(({ severity }) => severity === 'error').length;
    return [`error: push refused: ${errors} ${errors === 1 ? 'problem' : 'problems'}`, ''];
  }
  return stopped.flatMap((line) => {
    const since = line.since ?? verdict.now;
    const elapsed = formatElapsed(Date.parse(verdict.now) - Date.parse(since));
    return [
      ...labelText(
        'error',
        `line ${line.line} is STOPPED since ${clockTime(since, verdict.now)} (${elapsed})`,
      ),
      '',
      ...stopLines(line, verdict.now),
    ];
  });
}

function stopLines(line: LineStatus, now: string): readonly string[] {
  const stops = line.stops.slice(0, MOST_STOPS).flatMap((stop) => describeStop(stop, now));
  const more = line.stops.length - MOST_STOPS;
  return [...stops, ...(more > 0 ? [`  and ${more} more stops`] : []), ''];
}

function describeStop(stop: Stop, now: string): readonly string[] {
  // The number of a freeze is the store's to give, which may be away.
  const label = (stop.number === NO_NUMBER ? '  freeze' : `  stop ${stop.number}`).padEnd(11);
  const indent = ' '.repeat(label.length + 1);
  const [first = '', ...rest] = wrapText(clean(stop.summary), COLUMNS - indent.length);
  const who = stop.claim === undefined ? '' : `, ${clean(stop.claim.by)} is on it${etaText(stop, now)}`;
  const level = blocks(stop, now) ? '' : ` as a caution${describeFuture(stop, now)}`;
  const end = stop.until === undefined ? '' : `, until ${clockTime(stop.until, now)}`;
  return [
    `${label} ${first}`,
    ...rest.map((text) => indent + text),
    ...(stop.url === undefined ? [] : indented(escapeText(fitText(stop.url, LONGEST_LINK)), indent)),
    ...indented(`opened by ${clean(stop.by)}${level}${end}${who}`, indent),
    ...(stop.fix === undefined ? [] : describeFix(stop.fix, now, indent)),
  ];
}

/** Says what becomes of a caution. */
function describeFuture(stop: Stop, now: string): string {
  if (isClaimedInTime(stop)) return ' that stays one';
  return stop.stopsAt === undefined ? '' : `, stops at ${clockTime(stop.stopsAt, now)}`;
}

/** Whoever is refused may only have to wait. */
function describeFix(
  { commit, pusher, at, url, failed }: LandedFix,
  now: string,
  indent: string,
): readonly string[] {
  const fix = `fix ${shortOid(commit)} by ${clean(pusher)} landed at ${clockTime(at, now)}`;
  const state = failed === undefined ? 'and is being verified' : `and failed in build ${clean(failed)}`;
  return [
    ...indented(`${fix} ${state}`, indent),
    ...(url === undefined ? [] : indented(escapeText(fitText(url, LONGEST_LINK)), indent)),
  ];
}

function etaText(stop: Stop, now: string): string {
  return stop.claim?.eta === undefined
    ? ''
    : ` (until about ${clockTime(stop.claim.eta, now).replace(' UTC', '')})`;
}

function findingLines(verdict: ShownVerdict): readonly string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of verdict.shown.slice(0, MOST_FINDINGS)) {
    const key = finding.ref ?? '';
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const more = verdict.shown.length - MOST_FINDINGS;
  return [
    ...[...groups.values()].flatMap((findings) => [...describeRef(findings, verdict), '']),
    ...(more > 0 ? [`  and ${more} more`, ''] : []),
  ];
}

/** One line about the ref, and one for each finding; what all commits have in common is said once. */
function describeRef(findings: readonly Finding[], { guarded }: ShownVerdict): readonly string[] {
  const [first] = findings;
  if (first?.ref === undefined) return findings.flatMap((finding) => describeFinding(finding, true));
  const update = guarded.find(({ ref }) => ref === first.ref);
  const move = update === undefined ? '' : ` ${describeMove(update)}`;
  const commits = new Set(findings.flatMap(({ commit }) => commit ?? [])).size;
  const count = commits === 0 ? '' : `: ${commits} ${commits === 1 ? 'commit' : 'commits'}`;
  // The gate words what it says of a commit so that it can stand behind "3 commits".
  const alike =
    commits > 0 &&
    findings.every(({ rule, message }) => rule === 'line-stopped' && message === first.message);
  const line = `${clean(formatRefName(first.ref))}${move}${count}`;
  const whole = alike ? `${line} ${clean(first.message)}` : line;
  // The message names the open stops: where it does not fit beside the ref, it gets lines of its own.
  const said =
    whole.length <= COLUMNS - 2
      ? [`  ${whole}`]
      : [...indented(line, '  '), ...(alike ? indented(clean(first.message), ' '.repeat(4)) : [])];
  return [...said, ...findings.flatMap((finding) => describeFinding(finding, !alike))];
}

function describeFinding(finding: Finding, withMessage: boolean): readonly string[] {
  const tag = `[${finding.rule}]`;
  const { fix } = finding;
  const said = [
    ...(withMessage ? [clean(finding.message)] : []),
    ...(fix?.kind === 'advice' ? [`-> ${clean(fix.text)}`] : []),
  ];
  const id = finding.commit === undefined ? '' : `${shortOid(finding.commit)} `;
  const subject = fitText(`    ${id}${clean(finding.subject ?? '')}`.trimEnd(), COLUMNS - tag.length - 1);
  return [
    `${padText(subject, COLUMNS - tag.length - 1)} ${tag}`,
    ...said.flatMap((text) => indented(text, ' '.repeat(6))),
  ];
}

function indented(text: string, indent: string): readonly string[] {
  return wrapText(text, COLUMNS - indent.length).map((line) => indent + line);
}

function waitHint(stopped: readonly LineStatus[]): readonly string[] {
  const waits = stopped.map(({ line }) => `andon wait ${line}`).join(' && ');
  return hintCommand('wait until it runs:', `${waits} && git push`);
}

function clean(text: string): string {
  return escapeText(fitText(text, LONGEST_TEXT));
}
