// The builds of the last revisions of a ref, one sign each: told by shape and by word, and by colour in addition.
import type { BuildStatus } from '../line/build.ts';
import { shortOid } from '../ref/oid.ts';
import type { Landed, LineHistory } from './history.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

const MOST_SHOWN = 50;

type Outcome = 'good' | 'bad' | 'building' | 'unknown';

const SIGNS: Readonly<Record<Outcome, Html>> = {
  good: html`<circle cx="8" cy="8" r="6" />`,
  bad: html`<path d="M2 2h12v12H2z" />`,
  building: html`<path d="M8 2a6 6 0 0 0 0 12z" /><circle class="hollow" cx="8" cy="8" r="6" />`,
  unknown: html`<circle class="hollow" cx="8" cy="8" r="6" />`,
};

/** Renders a strip for each ref of a line, the newest revision first. */
export function renderStrips({ landed, builds }: LineHistory, seesAll: boolean): Html {
  const tracks = Map.groupBy(landed.toReversed(), ({ repository, update: { target, ref } }) =>
    [target ?? ref, repository].join(' of '),
  );
  if (tracks.size === 0) return html`<p>Nothing has landed yet.</p>`;
  return html`${[...tracks].map(
    ([track, arrivals]) =>
      html`<h3>${track}</h3>
        <ol class="strip">
          ${arrivals.slice(0, MOST_SHOWN).map((arrival) => renderSign(arrival, builds, seesAll))}
        </ol>`,
  )}`;
}

function renderSign(
  { push, pusher, seq, update }: Landed,
  builds: LineHistory['builds'],
  seesAll: boolean,
): Html {
  const jobs = update.new === null ? undefined : builds.get(update.new);
  const outcome = outcomeOf([...(jobs?.values() ?? [])]);
  const told = [...(jobs ?? [])].map(([job, status]) => `${job} ${status}`).join(', ');
  const id = update.new === null ? 'deleted' : shortOid(update.new);
  const text = `${id} by ${pusher}: ${told === '' ? 'no build' : told}${update.subject === undefined ? '' : ` – ${update.subject}`}`;
  const sign = html`<svg viewBox="0 0 16 16" aria-hidden="true">${SIGNS[outcome]}</svg
    ><span class="unseen">${text}</span>`;
  return html`<li class="${outcome}" title="${text}">
    ${seesAll ? html`<a href="/pushes/${encodeURIComponent(push)}?near=${seq}">${sign}</a>` : sign}
  </li>`;
}

function outcomeOf(statuses: readonly BuildStatus[]): Outcome {
  if (statuses.some((status) => ['failed', 'error', 'overdue'].includes(status))) return 'bad';
  if (statuses.includes('running')) return 'building';
  return statuses.includes('passed') ? 'good' : 'unknown';
}
