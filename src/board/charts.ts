// Charts, as SVG with the numbers beside them as tables: whoever sees no picture misses nothing.
import { CAUSES } from '../line/stop.ts';
import { formatElapsed } from '../text/duration.ts';
import { formatTime } from '../text/utc-time.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Week } from './stop-times.ts';

const SIZE = { width: 400, height: 150, head: 16, foot: 18 } as const;

/** Renders the time of standing still, a bar a week, with a part for each cause. */
export function renderWeeks(weeks: readonly Week[]): Html {
  const totals = weeks.map(({ ms }) => CAUSES.reduce((sum, cause) => sum + (ms[cause] ?? 0), 0));
  const most = Math.max(...totals);
  if (most === 0) return html`<p>The line was not stopped in the last ${weeks.length} weeks.</p>`;
  const step = SIZE.width / weeks.length;
  const scale = (SIZE.height - SIZE.head - SIZE.foot) / most;
  const bars = weeks.map(({ from, ms }, index) => {
    let top = SIZE.height - SIZE.foot;
    const x = (index * step + step * 0.15).toFixed(1);
    const parts = CAUSES.map((cause) => {
      const height = (ms[cause] ?? 0) * scale;
      top -= height;
      return (
        height > 0 &&
        html`<rect
          class="by-${cause}"
          x="${x}"
          y="${top.toFixed(1)}"
          width="${(step * 0.7).toFixed(1)}"
          height="${height.toFixed(1)}"
        />`
      );
    });
    const label = html`<text x="${(index * step + step / 2).toFixed(1)}" y="${SIZE.height - 5}"
      >${dayOf(from)}</text
    >`;
    return html`${parts}${index % 2 === weeks.length % 2 ? '' : label}`;
  });
  const used = CAUSES.filter((cause) => weeks.some(({ ms }) => (ms[cause] ?? 0) > 0));
  return html`<figure>
    <svg
      class="chart"
      viewBox="0 0 ${SIZE.width} ${SIZE.height}"
      role="img"
      aria-label="Time stopped per week, at most ${formatElapsed(most)}; the table has the numbers"
    >
      <line x1="0" x2="${SIZE.width}" y1="${SIZE.height - SIZE.foot}" y2="${SIZE.height - SIZE.foot}" />
      <line x1="0" x2="${SIZE.width}" y1="${SIZE.head}" y2="${SIZE.head}" />
      <text class="most" x="0" y="${SIZE.head - 4}">${formatElapsed(most)}</text>
      ${bars}
    </svg>
    <figcaption>
      ${used.map(
        (cause) =>
          html`<span class="key"
            ><svg viewBox="0 0 10 10" aria-hidden="true">
              <rect class="by-${cause}" width="10" height="10" />
            </svg>
            ${cause}</span
          >`,
      )}
    </figcaption>
    <details id="weeks">
      <summary>As a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Week from</th>
            ${used.map((cause) => html`<th scope="col">${cause}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${weeks.map(
            ({ from, ms }) =>
              html`<tr>
                <th scope="row">${dayOf(from)}</th>
                ${used.map((cause) => html`<td>${(ms[cause] ?? 0) === 0 ? '–' : formatElapsed(ms[cause] ?? 0)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </figure>`;
}

/** Renders how often each of some things was counted, the most frequent first. */
export function renderCounts(counts: ReadonlyMap<string, number>, heading: string): Html {
  const sorted = [...counts].sort(([, a], [, b]) => b - a).slice(0, 12);
  const most = sorted[0]?.[1] ?? 0;
  return html`<table class="counts">
    <thead>
      <tr>
        <th scope="col">${heading}</th>
        <th scope="col">Count</th>
      </tr>
    </thead>
    <tbody>
      ${sorted.map(
        ([name, count]) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>
              <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width="${((count / most) * 100).toFixed(1)}" height="10" />
              </svg>
              ${count}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function dayOf(ms: number): string {
  return formatTime(ms).slice(5, 10);
}
