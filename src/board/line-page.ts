// The page of a line: how it is, what may have broken it, and what it has been through.
import type { Arrival } from '../journal/arrivals.ts';
import type { Entry } from '../journal/entry.ts';
import { describeEvent } from '../notify/describe-entry.ts';
import { shortOid } from '../ref/oid.ts';
import { formatElapsed } from '../text/duration.ts';
import type { BoardLine } from './board-line.ts';
import { renderCounts, renderWeeks } from './charts.ts';
import type { Page } from './frame.ts';
import type { LineHistory } from './history.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { LIGHT_WORDS } from './light.ts';
import { renderLine } from './render-line.ts';
import { sumStopTimes } from './stop-times.ts';
import { renderStrips } from './strip.ts';
import { renderTime } from './times.ts';
import type { Viewer } from './viewer.ts';

/** The pushes that may have broken what a stop is about. */
export interface SuspectsOfStop {
  readonly stop: number;
  readonly suspects: readonly Arrival[];
  readonly sinceKnown: boolean;
}

export interface LineNow {
  readonly line: BoardLine;
  readonly suspects: readonly SuspectsOfStop[];
  readonly history: LineHistory;
  /** ISO 8601. */
  readonly now: string;
  readonly seq: number;
}

export function linePage({ line, suspects, history, now, seq }: LineNow, viewer: Viewer): Page {
  const { weeks, resumed, meanMs } = sumStopTimes(history.spans.values(), now);
  const rules = new Map<string, number>();
  for (const rule of history.refusals.flatMap(({ rules }) => rules))
    rules.set(rule, (rules.get(rule) ?? 0) + 1);
  return {
    title: `${line.line}: ${LIGHT_WORDS[line.status]}`,
    feed: `/feed/${line.line}.atom`,
    seq,
    main: html`<h1 class="unseen">Line ${line.line}</h1>
      ${renderLine(line, now, viewer)}
      ${groupSuspects(suspects).map((each) => renderSuspects(each, now, viewer))}
      <section>
        <h2>The last revisions</h2>
        ${renderStrips(history, viewer.seesAll)}
      </section>
      <section>
        <h2>Time stopped</h2>
        <p>
          ${
            meanMs === undefined
              ? 'No stop has ended yet.'
              : html`Mean time to resume: <b>${formatElapsed(meanMs)}</b>, of ${resumed}
                  ${resumed === 1 ? 'time' : 'times'} it stood still.`
          }
        </p>
        ${renderWeeks(weeks)}
      </section>
      <section>
        <h2>Refusals by rule</h2>
        ${rules.size === 0 ? html`<p>No push was refused.</p>` : renderCounts(rules, 'Rule')}
      </section>
      <section>
        <h2>What happened</h2>
        <ol class="events">
          ${history.events.toReversed().map((entry) => renderEvent(entry, now, viewer))}
        </ol>
        <p><a href="/feed/${line.line}.atom">As a feed</a></p>
      </section>`,
  };
}

type Suspects = Omit<SuspectsOfStop, 'stop'> & { readonly stops: readonly number[] };

/** Ten jobs that fail on one push suspect it once. */
function groupSuspects(all: readonly SuspectsOfStop[]): readonly Suspects[] {
  const groups = Map.groupBy(all, ({ suspects, sinceKnown }) =>
    JSON.stringify([sinceKnown, suspects.map(({ order }) => order)]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, stops: group.map(({ stop }) => stop) }];
  });
}

function renderSuspects({ stops, suspects, sinceKnown }: Suspects, now: string, viewer: Viewer): Html {
  return html`<section>
    <h2>Suspects of ${stops.length === 1 ? 'stop' : 'stops'} ${stops.join(', ')}</h2>
    ${!sinceKnown && html`<p>No revision is known on which the job passed: older pushes may be suspect too.</p>`}
    <ul>
      ${suspects.map(({ at, new: tip, push, pusher = 'somebody past the hooks', subject = '', order }) => {
        const id = html`<code>${tip === null ? 'none' : shortOid(tip)}</code>`;
        return html`<li>
          ${push === undefined || !viewer.seesAll ? id : html`<a href="/pushes/${encodeURIComponent(push)}?near=${order}">${id}</a>`}
          by <b>${pusher}</b>, ${renderTime(at, now)}: ${subject}
        </li>`;
      })}
    </ul>
  </section>`;
}

/** Renders an entry as one item of a list. */
export function renderEvent(entry: Entry, now: string, { seesAll }: Pick<Viewer, 'seesAll'>): Html {
  const push =
    'push' in entry && seesAll
      ? html` <a href="/pushes/${encodeURIComponent(entry.push)}?near=${entry.seq}"
          >details<span class="unseen"> of entry ${entry.seq}</span></a
        >`
      : undefined;
  return html`<li id="entry-${entry.seq}">${renderTime(entry.at, now)} ${describeEvent(entry)}${push}</li>`;
}
