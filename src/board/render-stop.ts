// A stop: what is wrong, since when, who is on it and what is being verified.
import type { Authority } from '../line/authority.ts';
import { blocks, isClaimedInTime } from '../line/stop.ts';
import type { LandedFix, Stop } from '../line/stop.ts';
import { shortOid } from '../ref/oid.ts';
import { renderClaim, renderLift } from './forms.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { renderLink, renderSince, renderTime } from './times.ts';
import { mayLift } from './viewer.ts';
import type { Viewer } from './viewer.ts';

/** When it is, and since when the line has had its light: what the line says its stops need not repeat. */
export interface StopContext {
  readonly now: string;
  readonly since: string | undefined;
  readonly authority: Authority | undefined;
}

/** Renders an open stop; with a viewer, also what that person may do to it. */
export function renderStop(stop: Stop, context: StopContext, viewer?: Viewer): Html {
  const { now } = context;
  const { number, summary, claim, fix } = stop;
  return html`<li class="stop" id="stop-${number}">
    <p class="what"><b>${blocks(stop, now) ? 'Stop' : 'Caution'} ${number}</b> ${summary}</p>
    <p class="facts">
      ${renderFacts(stop, context)}${stop.url !== undefined && viewer !== undefined && html` · ${renderLink(stop.url)}`}
    </p>
    <p>
      ${
        claim === undefined
          ? html`<b>Nobody is on it.</b>`
          : html`<b>${claim.by}</b> is on
              it${claim.eta !== undefined && html`, until about ${renderTime(claim.eta, now)}`}.`
      }
      ${stop.alert?.resolvedAt !== undefined && 'The alert is over.'} ${fix !== undefined && renderFix(fix)}
    </p>
    ${viewer !== undefined && html`<div class="acts">${renderClaim(stop, viewer)}${mayLift(viewer, context.authority, stop) && renderLift(stop, viewer)}</div>`}
  </li>`;
}

function renderFacts(stop: Stop, { now, since: known }: StopContext): Html {
  const { cause, since, by, until, stopsAt } = stop;
  const what = stop.freeze?.name ?? stop.failing?.job;
  const facts = [
    html`cause: ${cause}${what !== undefined && ` (${what})`}`,
    since !== known && renderSince(since, now),
    `by ${by}`,
    until !== undefined && html`until ${renderTime(until, now)}`,
    stopsAt !== undefined &&
      !blocks(stop, now) &&
      !isClaimedInTime(stop) &&
      html`stops at ${renderTime(stopsAt, now)}`,
  ];
  return html`${facts.filter((fact) => fact !== false).map((fact, index) => [index > 0 && ' · ', fact])}`;
}

function renderFix({ commit, pusher, failed, url }: LandedFix): Html {
  const id = html`<code>${shortOid(commit)}</code>`;
  const fix = html`The fix ${url === undefined ? id : renderLink(url, id)} by <b>${pusher}</b>`;
  return failed === undefined
    ? html`${fix} is being verified.`
    : html`${fix} <b>failed</b> in build ${failed}.`;
}
