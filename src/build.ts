// Bundles every entry point into dist/, one file each, with what is loaded lazily split into
// chunks of its own (src/README.md, decision 6).
import { build } from 'esbuild';
import { chmodSync, copyFileSync, rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: {
    'pre-receive': 'hooks/pre-receive.ts',
    'post-receive': 'hooks/post-receive.ts',
    'copy-journal': 'src/cli/copy-journal.ts',
    main: 'src/cli/main.ts',
  },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  // CommonJS dependencies call require() for Node's own modules.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  },
});
copyFileSync('src/cli/andon.sh', 'dist/andon');
chmodSync('dist/andon', 0o755);
