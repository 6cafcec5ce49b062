// Times and links as pages show them.
import { clockTime } from '../text/clock-time.ts';
import { formatElapsed } from '../text/duration.ts';
import { linkOf } from '../text/link.ts';
import { html } from './html.ts';
import type { Html, HtmlValue } from './html.ts';

export function renderTime(time: string, now: string): Html {
  return html`<time datetime="${time}">${clockTime(time, now)}</time>`;
}

/** Says since when, and for how long that is. */
export function renderSince(since: string, now: string): Html {
  return html`since ${renderTime(since, now)} (${formatElapsed(Date.parse(now) - Date.parse(since))})`;
}

/** Makes a link of a URL that others gave; what is no http or https URL stays text. */
export function renderLink(url: string, text: HtmlValue = url): Html {
  const href = linkOf(url);
  return href === undefined ? html`${text}` : html`<a href="${href}" rel="noreferrer">${text}</a>`;
}
