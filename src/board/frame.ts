// What all pages have around them: the head, the way to the other pages, and who looks.
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Viewer } from './viewer.ts';

/** Paths of the static files; their names change with what is in them. */
export interface Assets {
  readonly style: string;
  readonly script: string;
  readonly icon: string;
}

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** The journal's head that the page shows; the page follows what comes after. Absent where nothing changes. */
  readonly seq?: number;
  /** For a screen on the wall: large, with nothing to click; smaller where there is much to show. */
  readonly wall?: 'roomy' | 'crowded';
  /** Where a feed of the page is. */
  readonly feed?: string;
}

/** Seconds between two looks of a page without JavaScript. */
const REFRESH_SECONDS = 10;

/** Renders a page. */
export function renderPage(page: Page, viewer: Viewer, assets: Assets): string {
  const { title, main, seq, wall, feed } = page;
  // A page that comes again by itself would take away what is being typed.
  const canType = wall === undefined && (viewer.mayStop || viewer.mayResume);
  const follows = seq === undefined ? undefined : html`data-follow="/board/events?after=${seq}"`;
  return html`<!doctype html>
    <html lang="en" class="${wall === undefined ? 'desk' : `wall ${wall}`}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – andon</title>
        <link rel="icon" type="image/svg+xml" href="${assets.icon}" />
        <link rel="stylesheet" href="${assets.style}" />
        ${
          feed !== undefined &&
          html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${feed}" />`
        }
        ${
          seq !== undefined &&
          !canType &&
          html`<noscript><meta http-equiv="refresh" content="${REFRESH_SECONDS}" /></noscript>`
        }
        <script src="${assets.script}" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        ${wall === undefined && renderHeader(viewer)}
        <p id="offline" role="alert" hidden>Connection lost: what you see may be old.</p>
        <main id="main" tabindex="-1" ${follows}>${main}</main>
        <p id="news" class="unseen" role="status"></p>
        ${seq !== undefined && canType && html`<noscript><p>Reload the page to see what is new.</p></noscript>`}
      </body>
    </html> `.toString();
}

function renderHeader({ name, formToken }: Viewer): Html {
  return html`<header>
    <nav aria-label="Pages">
      <a class="home" href="/">andon</a>
      <a href="/">Lines</a>
      <a href="/journal">Journal</a>
      <a href="/?wall">Wall</a>
    </nav>
    ${
      name === undefined
        ? html`<a href="/login">Log in</a>`
        : html`<form method="post" action="/logout">
            <input type="hidden" name="formToken" value="${formToken}" />
            <span class="who">${name}</span> <button class="quiet">Log out</button>
          </form>`
    }
  </header>`;
}
