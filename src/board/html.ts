// The one place where text becomes markup: every value is escaped, whoever it is from, unless it is markup made here.
import { escapeText } from '../text/escape.ts';

/** Markup that `html` made. Nothing that was parsed from JSON can pass for it. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes markup (HTML, SVG or Atom) of a template; values go between tags or into quoted attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.reduce((text, part, index) => text + print(values[index - 1]) + part));
}

/** The same for Atom and SVG, where white space counts: no formatter lays these out anew. */
export const xml = html;

/** Escapes text for markup; what would hide or turn the writing direction is shown as an escape. */
export function escapeHtml(text: string): string {
  return escapeText(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function print(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  return typeof value === 'object' ? value.map(print).join('') : escapeHtml(String(value));
}
