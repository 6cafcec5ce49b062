// What happened to a line's stops, for feed readers (Atom, RFC 4287).
import type { Entry } from '../journal/entry.ts';
import type { LineName } from '../line/line-name.ts';
import { describeEvent } from '../notify/describe-entry.ts';
import { xml } from './html.ts';
import type { Html } from './html.ts';

/** Renders a feed; `root` is the URL of the server, without a slash at its end. */
export function renderFeed(line: LineName, entries: readonly Entry[], root: string): string {
  const page = `${root}/lines/${line}`;
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${page}</id>
<title>andon: ${line}</title>
<updated>${entries[0]?.at ?? '1970-01-01T00:00:00.000Z'}</updated>
<author><name>andon</name></author>
<link href="${page}"/>
<link rel="self" href="${root}/feed/${line}.atom"/>
${entries.map((entry) => renderEntry(entry, page))}</feed>
`.toString();
}

function renderEntry(entry: Entry, page: string): Html {
  const text = describeEvent(entry);
  return xml`<entry>
<id>${page}#entry-${entry.seq}</id>
<title>${text}</title>
<updated>${entry.at}</updated>
<author><name>${'by' in entry ? entry.by : 'andon'}</name></author>
<link href="${page}"/>
<content type="text">${text}</content>
</entry>
`;
}
