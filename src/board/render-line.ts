// A line with its light, its stops, what is being built and who waits.
import type { RunningBuild } from '../line/job.ts';
import { countOf } from '../text/count-of.ts';
import { shortOid } from '../ref/oid.ts';
import type { BoardLine } from './board-line.ts';
import { renderCord, renderResume } from './forms.ts';
import { html } from './html.ts';
import type { Html, HtmlValue } from './html.ts';
import { LIGHT_WORDS, renderLight } from './light.ts';
import { renderStop } from './render-stop.ts';
import { renderLink, renderSince } from './times.ts';
import type { Viewer } from './viewer.ts';

const MOST_SHOWN = 8;

/** Renders a line: for a viewer with what that person may do to it, or for a wall with as many stops as it has room for. */
export function renderLine(board: BoardLine, now: string, on: Viewer | { readonly mostStops: number }): Html {
  const { line, status, since, stops, waiting, authority } = board;
  const viewer = 'mostStops' in on ? undefined : on;
  // Nobody scrolls a wall.
  const shown = 'mostStops' in on ? stops.slice(0, on.mostStops) : stops;
  const word = LIGHT_WORDS[status];
  return html`<article class="line ${status}" id="line-${line}" data-news="${line}: ${word}">
    <header>
      <h2><a href="/lines/${line}">${line}</a></h2>
      <p class="state">${renderLight(status)} ${since !== undefined && renderSince(since, now)}</p>
    </header>
    ${
      stops.length > 0 &&
      html`<ul class="stops">
        ${shown.map((stop) => renderStop(stop, { now, since, authority }, viewer))}
      </ul>`
    }
    ${shown.length < stops.length && html`<p><b>And ${countOf(stops.length - shown.length, 'more stop')}.</b></p>`}
    ${renderBuilding(board)}
    ${waiting.length > 0 && html`<p class="waiting"><b>${waiting.length} waiting:</b> ${listSome(waiting)}</p>`}
    ${
      viewer !== undefined &&
      html`<div class="acts">${renderResume(board, viewer)}${renderCord(board, viewer)}</div>`
    }
  </article>`;
}

function renderBuilding({ jobs }: BoardLine): Html | undefined {
  const building = jobs.flatMap(({ job, state }) => state.running.map((build) => renderBuild(job, build)));
  if (building.length === 0) return undefined;
  return html`<p class="building"><b>Being verified:</b> ${listSome(building)}</p>`;
}

function renderBuild(job: string, { build, revision, url }: RunningBuild): Html {
  const text = html`${job} ${build}`;
  return html`${url === undefined ? text : renderLink(url, text)} of <code>${shortOid(revision)}</code>`;
}

function listSome(values: readonly HtmlValue[]): Html {
  const shown = values.slice(0, MOST_SHOWN).map((value, index) => html`${index > 0 && ', '}${value}`);
  return html`${shown}${values.length > MOST_SHOWN && ` and ${values.length - MOST_SHOWN} more`}`;
}
