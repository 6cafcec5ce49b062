// Bundles every entry point into dist/, one file each, with what is loaded lazily split into
// chunks of its own (src/README.md, decision 6).
import { build } from 'esbuild';
import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';

/** What the hooks load lazily lies beside them, under the name of its file. */
const lazyName = (path: string): string => basename(path, '.ts');

rmSync('dist', { recursive: true, force: true });

const common = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node24',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
} as const;

// Hooks are CommonJS in one file each: through Node's ES module loader the same code took 5 ms longer
// to start, a quarter of an empty process. What they rarely need stays outside, in apply.mjs.
await build({
  ...common,
  entryPoints: {
    'pre-receive': 'hooks/pre-receive.ts',
    'post-receive': 'hooks/post-receive.ts',
    launch: 'src/hook/launch.ts',
    'compile-hooks': 'src/hook/compile-hooks.ts',
  },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  // launch.cjs gives a bundle require() and no import().
  supported: { 'dynamic-import': false },
  plugins: [
    {
      name: 'lazy-stays-outside',
      setup(bundle) {
        bundle.onResolve({ filter: /\.ts$/ }, ({ kind, path }) =>
          kind === 'dynamic-import' ? { path: `./${lazyName(path)}.mjs`, external: true } : undefined,
        );
      },
    },
  ],
});
await build({
  ...common,
  entryPoints: {
    apply: 'src/config/apply.ts',
    'commitlint-lint': 'src/lint/commitlint-lint.ts',
    'load-range-rules': 'src/push/load-range-rules.ts',
    'judge-ref-rules': 'src/push/judge-ref-rules.ts',
    registry: 'src/lint/registry.ts',
    're2-pattern': 'src/config/re2-pattern.ts',
    'http-tracker': 'src/tracker/http-tracker.ts',
    'copy-journal': 'src/cli/copy-journal.ts',
  },
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunk-[hash]',
  splitting: true,
  format: 'esm',
  // CommonJS dependencies call require() for Node's own modules.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  },
});
// The command is one file as well, so that its compiled code can lie beside it; what a command loads
// lazily is in it, and is not run until then.
await build({
  ...common,
  entryPoints: { main: 'src/cli/main.ts' },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  inject: ['src/cli/lazy-segmenter.ts'],
  define: { 'Intl.Segmenter': 'LazySegmenter' },
});
copyFileSync('src/cli/andon.sh', 'dist/andon');
chmodSync('dist/andon', 0o755);
