// A line's light as a small picture, for a README.
import type { StatusKind } from '../line/status.ts';
import { xml } from './html.ts';
import type { Html } from './html.ts';
import { LIGHT_WORDS } from './light.ts';

const COLORS: Readonly<Record<StatusKind, readonly [ground: string, ink: string]>> = {
  running: ['#1a7a3c', '#fff'],
  cautioned: ['#f2b600', '#1b1b1b'],
  stopped: ['#c4201a', '#fff'],
};
const PAD = 7;
/** Of a letter at the size below, on average; the text is fitted to what it comes to. */
const LETTER = 6.6;

/** Renders a line's light as SVG. */
export function renderBadge(line: string, status: StatusKind): string {
  const word = LIGHT_WORDS[status].toLowerCase();
  const [left, right] = [widthOf(line), widthOf(word)];
  const [ground, ink] = COLORS[status];
  const parts = [
    xml`<title>${line}: ${word}</title>`,
    xml`<rect width="${left + right}" height="20" rx="3" fill="#444"/>`,
    xml`<path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${left}z" fill="${ground}"/>`,
    xml`<g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">`,
    renderText(line, { from: 0, width: left, ink: '#fff' }),
    renderText(word, { from: left, width: right, ink }),
    xml`</g>`,
  ];
  return xml`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${line}: ${word}">${parts}</svg>`.toString();
}

function renderText(text: string, { from, width, ink }: { from: number; width: number; ink: string }): Html {
  return xml`<text x="${from + PAD}" y="14" textLength="${width - 2 * PAD}" lengthAdjust="spacingAndGlyphs" fill="${ink}">${text}</text>`;
}

function widthOf(text: string): number {
  return Math.round(text.length * LETTER) + 2 * PAD;
}
