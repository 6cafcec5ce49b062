// What a person may do to a line and its stops. Each form says why it is sent.
import type { Stop } from '../line/stop.ts';
import type { BoardLine } from './board-line.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { mayLift, mayPull } from './viewer.ts';
import type { Viewer } from './viewer.ts';

const token = ({ formToken }: Viewer): Html =>
  html`<input type="hidden" name="formToken" value="${formToken}" />`;

/** A field that has to be filled in. */
function renderReason(name: string, label: string, id: string): Html {
  return html`<label for="${id}">${label}</label>
    <input id="${id}" name="${name}" required maxlength="1000" autocomplete="off" />`;
}

/** Pulls the cord: stops a line, or cautions it. */
export function renderCord({ line, authority }: BoardLine, viewer: Viewer): Html | undefined {
  if (!mayPull(viewer, authority)) return undefined;
  return html`<details id="cord-${line}">
    <summary>Pull the cord</summary>
    <form method="post" action="/lines/${line}/stops">
      ${token(viewer)}${renderReason('summary', `What is wrong on ${line}?`, `summary-${line}`)}
      <p class="acts">
        <button class="danger" name="level" value="stop">Stop ${line}</button>
        <button name="level" value="caution">Caution ${line}</button>
      </p>
    </form>
  </details>`;
}

export function renderClaim(stop: Stop, viewer: Viewer): Html | undefined {
  if (!viewer.mayStop || stop.claim?.by === viewer.name) return undefined;
  return html`<form method="post" action="/stops/${stop.number}/claim">
    ${token(viewer)}
    <button>I am on it <span class="unseen">: stop ${stop.number}</span></button>
  </form>`;
}

export function renderLift({ number, line }: Stop, viewer: Viewer): Html {
  return html`<details id="lift-${number}">
    <summary>Lift stop ${number}</summary>
    <form method="post" action="/stops/${number}/lift">
      ${token(viewer)}${renderReason('reason', `What made ${line} safe?`, `reason-${number}`)}
      <button>Lift stop ${number}</button>
    </form>
  </details>`;
}

/** Resumes a line: lifts those of its stops that whoever asks has seen. */
export function renderResume({ line, stops, authority }: BoardLine, viewer: Viewer): Html | undefined {
  if (stops.length < 2 || !stops.every((stop) => mayLift(viewer, authority, stop))) return undefined;
  return html`<details id="resume-${line}">
    <summary>Resume ${line}</summary>
    <form method="post" action="/lines/${line}/resume">
      ${token(viewer)}<input
        type="hidden"
        name="seen"
        value="${stops.map(({ number }) => number).join(',')}"
      />
      ${renderReason('reason', `What made ${line} safe?`, `reason-${line}`)}
      <button>Lift all ${stops.length} stops</button>
    </form>
  </details>`;
}
