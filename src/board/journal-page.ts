// The journal, searchable, and the page of a push.
import type { Entry } from '../journal/entry.ts';
import { describeEvent } from '../notify/describe-entry.ts';
import type { Page } from './frame.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { SEARCH_FIELDS } from './search.ts';
import type { Search, SearchField } from './search.ts';
import { renderEvent } from './line-page.ts';
import { renderTime } from './times.ts';

export interface Found {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** How far back it was looked; absent where the journal begins there. */
  readonly before?: number;
  readonly now: string;
}

const LABELS: Readonly<Record<SearchField, string>> = {
  person: 'Person',
  ref: 'Ref',
  commit: 'Commit',
  rule: 'Rule',
  kind: 'Kind',
};

export function journalPage(search: Search, { entries, before, now }: Found): Page {
  const older = new URLSearchParams({ ...search, before: String(before) });
  return {
    title: 'Journal',
    main: html`<h1>Journal</h1>
      <form class="search" action="/journal" role="search">
        ${SEARCH_FIELDS.map(
          (field) =>
            html`<p>
              <label for="${field}">${LABELS[field]}</label
              ><input id="${field}" name="${field}" value="${search[field] ?? ''}" autocomplete="off" />
            </p>`,
        )}
        <p><button>Search</button></p>
      </form>
      ${entries.length === 0 && html`<p>Nothing was found${before !== undefined && ` down to entry ${before}`}.</p>`}
      <ol class="events">
        ${entries.map((entry) => renderEvent(entry, now, { seesAll: true }))}
      </ol>
      ${before !== undefined && html`<p><a href="/journal?${older.toString()}">Older entries</a></p>`}`,
  };
}

type Pushed = Extract<Entry, { kind: 'push.admitted' | 'push.refused' }>;

/** The page of a push; `entries` are all that is on record of it, oldest first. */
export function pushPage(push: string, entries: readonly Entry[], now: string): Page {
  const judged = entries.find(
    (entry): entry is Pushed => entry.kind === 'push.admitted' || entry.kind === 'push.refused',
  );
  const title = `Push ${push.slice(0, 8)} ${judged === undefined ? '' : judged.kind === 'push.admitted' ? 'admitted' : 'refused'}`;
  return {
    title,
    main: html`<h1>${title}</h1>
      ${judged !== undefined && renderPush(judged, now)}
      <h2>On record</h2>
      <ol class="events">
        ${entries.map((entry) => html`<li id="entry-${entry.seq}">${renderTime(entry.at, now)} ${describeEvent(entry)}</li>`)}
      </ol>`,
  };
}

function renderPush(entry: Pushed, now: string): Html {
  const { pusher, repository, at, updates, findings, moreFindings, certificate } = entry;
  return html`<p>
      By <b>${pusher}</b> to ${repository},
      ${renderTime(at, now)}${certificate !== undefined && `, signed by ${certificate.signer} (${certificate.status})`}.
    </p>
    <h2>Updates</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Ref</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Subject</th>
        </tr>
      </thead>
      <tbody>
        ${updates.slice(0, 200).map(
          ({ ref, old, new: tip, subject = '', lines = [] }) =>
            html`<tr>
              <th scope="row">${ref} ${lines.map((line) => html`<a href="/lines/${line}">${line}</a> `)}</th>
              <td><code>${old ?? 'none'}</code></td>
              <td><code>${tip ?? 'none'}</code></td>
              <td>${subject}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${updates.length > 200 && html`<p>And ${updates.length - 200} more.</p>`}
    <h2>Findings</h2>
    ${
      findings.length === 0
        ? html`<p>None.</p>`
        : html`<ul>
            ${findings.map(
              ({ rule, severity, message, ref, commit }) =>
                html`<li>
                  <b>${rule}</b>
                  (${severity})${ref !== undefined && ` ${ref}`}${commit !== undefined && html` <code>${commit}</code>`}<br />${message.split('\n').map((text, index) => html`${index > 0 && html`<br />`}${text}`)}
                </li>`,
            )}
          </ul>`
    }
    ${moreFindings !== undefined && html`<p>And ${moreFindings} more.</p>`}`;
}
