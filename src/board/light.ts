// The light of a line. It is told by word and by shape, and by colour only in addition.
import type { StatusKind } from '../line/status.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

export const LIGHT_WORDS: Readonly<Record<StatusKind, string>> = {
  running: 'Running',
  cautioned: 'Caution',
  stopped: 'Stopped',
};

/** What signs on a road have: an octagon to stop, a triangle to take care. */
const SHAPES: Readonly<Record<StatusKind, Html>> = {
  running: html`<circle cx="8" cy="8" r="7" />`,
  cautioned: html`<path d="M8 1 15.5 15H.5z" />`,
  stopped: html`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />`,
};

export function renderLight(status: StatusKind): Html {
  return html`<strong class="light"
    ><svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[status]}</svg> ${LIGHT_WORDS[status]}</strong
  >`;
}
