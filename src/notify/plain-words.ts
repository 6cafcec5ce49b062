// The words of an announcement, safe for every medium as far as all media agree: no control characters, no
// hidden ones, no end to the length. What is dangerous in one medium only is up to that one's template.
import { clip } from '../text/clip.ts';
import { escapeText } from '../text/escape.ts';
import { linkOf } from '../text/link.ts';
import type { Announcement } from './announcement.ts';

const LONGEST_TITLE = 200;
const LONGEST_TEXT = 1_000;

export interface PlainWords {
  /** One line. */
  readonly title: string;
  /** One line each. */
  readonly text: readonly string[];
  /** Where to read more: an http: or https: URL and nothing else, because people click on it. */
  readonly link: string | undefined;
}

/** Returns the words of an announcement, each text on one line. */
export function plainWords({ title, text, url }: Announcement): PlainWords {
  return {
    title: clip(escapeText(title), LONGEST_TITLE),
    text: text
      .flatMap((each) => each.split(/\r\n|\r|\n/))
      .map((line) => clip(escapeText(line), LONGEST_TEXT)),
    link: url === undefined ? undefined : linkOf(url),
  };
}
