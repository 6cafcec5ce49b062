// Pages that say one thing: log in, or what went wrong.
import type { Page } from './frame.ts';
import { html } from './html.ts';

/** Asks for a token; `next` is the path of the page to go on to. */
export function loginPage(next: string, wrong?: string): Page {
  return {
    title: 'Log in',
    main: html`<h1>Log in</h1>
      ${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}
      <form class="login" method="post" action="/login" data-login>
        <input type="hidden" name="next" value="${next}" />
        <label for="token">Token</label>
        <input id="token" name="token" type="password" required autocomplete="current-password" />
        <p class="facts">An admin makes one: <code>andon token create --name YOU --scope resume</code></p>
        <button>Log in</button>
      </form>`,
  };
}

export function problemPage(problem: { readonly title: string; readonly hints: readonly string[] }): Page {
  return {
    title: problem.title,
    main: html`<h1>${problem.title}</h1>
      ${problem.hints.map((hint) => html`<p>${hint}</p>`)}
      <p><a href="/">To the lines</a></p>`,
  };
}
