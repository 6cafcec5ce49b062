// Bundles every entry point into dist/, one file each, with what is loaded lazily split into
// chunks of its own (src/README.md, decision 6).
import { build } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';

/** Leaves what is loaded lazily to a file of its own beside the bundle, under the name of its source. */
const leaveOutside = (isMeant: (name: string) => boolean): Plugin => ({
  name: 'lazy-stays-outside',
  setup(bundle) {
    bundle.onResolve({ filter: /\.ts$/ }, ({ kind, path }) => {
      const name = basename(path, '.ts');
      if (kind !== 'dynamic-import' || !isMeant(name)) return undefined;
      return { path: `./${name}.mjs`, external: true };
    });
  },
});

/** What the command leaves outside: libraries that few commands need, and that are as large as all of it. */
const OUTSIDE = [
  'cached-source',
  'http-tracker',
  'compile-freezes',
  'send-announcement',
  'service',
  'postgres-engine',
];

/** Declarations and nothing else; whether the types are right is for others to say. */
const DECLARE =
  '--declaration --emitDeclarationOnly --noCheck --allowImportingTsExtensions --target es2024 --module nodenext';

rmSync('dist', { recursive: true, force: true });

const common = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node24',
  minify: true,
  legalComments: 'none',
  // Where it is there, pg would use it: a native build.
  external: ['pg-native'],
  // launch.cjs gives a bundle require() and no import().
  supported: { 'dynamic-import': false },
  logLevel: 'warning',
} satisfies BuildOptions;

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
  plugins: [leaveOutside(() => true)],
});
await build({
  ...common,
  entryPoints: {
    andon: 'src/andon.ts',
    apply: 'src/config/apply.ts',
    'compile-freezes': 'src/config/compile-freezes.ts',
    'cached-source': 'src/config/cached-source.ts',
    'commitlint-lint': 'src/lint/commitlint-lint.ts',
    'load-range-rules': 'src/push/load-range-rules.ts',
    'judge-ref-rules': 'src/push/judge-ref-rules.ts',
    'read-for-rules': 'src/git/read-for-rules.ts',
    'take-alert': 'src/store/take-alert.ts',
    'take-command': 'src/store/take-command.ts',
    'report-builds': 'src/store/report-builds.ts',
    registry: 'src/lint/registry.ts',
    're2-pattern': 'src/config/re2-pattern.ts',
    'http-tracker': 'src/tracker/http-tracker.ts',
    'copy-journal': 'src/cli/copy-journal.ts',
    deliver: 'src/cli/deliver.ts',
    'send-announcement': 'src/channel/send-announcement.ts',
    service: 'src/service.ts',
    'postgres-engine': 'src/store/postgres/postgres-engine.ts',
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
// lazily is in it, and is not run until then. But for undici and the calendars: half of the file would be that.
await build({
  ...common,
  entryPoints: { main: 'src/cli/main.ts' },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  plugins: [leaveOutside((name) => OUTSIDE.includes(name))],
  inject: ['src/cli/lazy-segmenter.ts'],
  define: { 'Intl.Segmenter': 'LazySegmenter' },
});
// The types of what programs import, from the one file that has them.
execFileSync(process.execPath, [
  'node_modules/typescript/bin/tsc',
  '--ignoreConfig',
  'src/andon.ts',
  ...DECLARE.split(' '),
  '--outDir',
  'dist/types',
]);
renameSync('dist/types/andon.d.ts', 'dist/andon.d.mts');
rmSync('dist/types', { recursive: true });
copyFileSync('src/cli/andon.sh', 'dist/andon');
chmodSync('dist/andon', 0o755);
