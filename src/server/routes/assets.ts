// The static files of the pages, from memory, under names that change with what is in them.
import type { Assets } from '../../board/frame.ts';
import { ICON } from '../../board/icon.ts';
import { SCRIPT } from '../../board/script.ts';
import { STYLE, WALL_STYLE } from '../../board/style.ts';
import { digestOf } from '../../push/digest-of.ts';
import type { App } from '../app.ts';

const FILES = {
  style: { text: STYLE + WALL_STYLE, ending: 'css', type: 'text/css; charset=utf-8' },
  script: { text: SCRIPT, ending: 'js', type: 'text/javascript; charset=utf-8' },
  icon: { text: ICON, ending: 'svg', type: 'image/svg+xml' },
} as const;

/** Serves the files; returns where they are. */
export function serveAssets(app: App): Assets {
  const serve = (name: keyof typeof FILES): string => {
    const { text, ending, type } = FILES[name];
    const hash = digestOf(text).slice(0, 16);
    const path = `/assets/${name}-${hash}.${ending}`;
    app.get(path, { config: { isPage: true }, schema: { hide: true } }, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(text),
    );
    return path;
  };
  return { style: serve('style'), script: serve('script'), icon: serve('icon') };
}
