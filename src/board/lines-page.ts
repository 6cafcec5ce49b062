// The page of all lines, for the wall and for the desk.
import { byUrgency } from './board-line.ts';
import type { BoardLine } from './board-line.ts';
import type { Page } from './frame.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { renderLine } from './render-line.ts';
import { renderTime } from './times.ts';
import type { Viewer } from './viewer.ts';

export interface LinesNow {
  readonly lines: readonly BoardLine[];
  /** ISO 8601. */
  readonly now: string;
  readonly seq: number;
}

/** What a wall has room for in large letters. */
const MOST_ROOMY = { lines: 6, stops: 3 };
/** What it has room for in smaller ones, of all lines; none has less than it needs to be understood. */
const MOST_STOPS = { all: 7, least: 3 };

/** Renders all lines; on the wall there is nobody to click. */
export function linesPage({ lines, now, seq }: LinesNow, viewer: Viewer, isWall = false): Page {
  const stopped = lines.filter(({ status }) => status === 'stopped').length;
  const [troubled, calm] = [
    lines.filter(({ status }) => status !== 'running'),
    lines.filter(({ status }) => status === 'running'),
  ];
  const says = stopped === 0 ? (lines.length === 0 ? 'No line yet' : 'All lines run') : `${stopped} stopped`;
  const mostStops = Math.max(MOST_STOPS.least, Math.floor(MOST_STOPS.all / Math.max(1, troubled.length)));
  const on = isWall ? { mostStops } : viewer;
  const main = html`<div class="top">
      <h1>${says}</h1>
      <p>${renderTime(now, now)}</p>
    </div>
    ${
      lines.length === 0
        ? html`<p>
            A line is known here once a git host whose store is this server has applied its configuration.
          </p>`
        : [renderGroup('trouble', troubled, { now, on }), renderGroup('calm', calm, { now, on })]
    }`;
  if (!isWall) return { title: says, main, seq };
  const stops = lines.reduce((sum, line) => sum + line.stops.length, 0);
  return {
    title: says,
    main,
    seq,
    wall: lines.length > MOST_ROOMY.lines || stops > MOST_ROOMY.stops ? 'crowded' : 'roomy',
  };
}

function renderGroup(
  name: string,
  lines: readonly BoardLine[],
  { now, on }: { readonly now: string; readonly on: Parameters<typeof renderLine>[2] },
): Html | undefined {
  if (lines.length === 0) return undefined;
  return html`<div class="lines ${name}">${byUrgency(lines).map((line) => renderLine(line, now, on))}</div>`;
}
