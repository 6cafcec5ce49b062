// The arrows of src/README.md, read from the imports themselves.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;
const files = globSync(['src/**/*.ts', 'hooks/*.ts'], { cwd: ROOT }).sort();
const texts = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly names: string;
  readonly lazy: boolean;
  readonly typeOnly: boolean;
}

const imports = [...texts].flatMap(([from, text]) => readImports(from, text));

// Each room with the rooms it may import. A room stands below all that name it, so no two can name
// each other.
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  ref: [],
  text: [],
  verdict: ['ref'],
  line: ['ref', 'verdict', 'text'],
  rule: ['verdict', 'ref', 'text'],
  lint: ['rule', 'verdict', 'ref', 'text'],
  guard: ['rule', 'verdict', 'ref', 'text'],
  alert: ['line', 'text'],
  webhook: ['alert', 'line', 'ref', 'text'],
  access: ['line'],
  journal: ['access', 'line', 'ref'],
  notify: ['journal', 'line', 'ref', 'text'],
  push: ['notify', 'journal', 'webhook', 'alert', 'lint', 'guard', 'rule', 'line', 'verdict', 'ref', 'text'],
  // Adapters: what they adapt to is declared in push, and they do not know each other.
  git: ['push', 'journal', 'guard', 'ref', 'text'],
  store: ['push', 'notify', 'journal', 'access', 'line', 'ref', 'text'],
  // A library of our own for adapters.
  http: [],
  secret: ['text'],
  config: ['http', 'push', 'notify', 'webhook', 'lint', 'guard', 'rule', 'line', 'ref', 'text'],
  tracker: ['http', 'push', 'guard', 'text'],
  channel: ['secret', 'http', 'notify', 'text'],
  install: ['text'],
  board: ['notify', 'journal', 'line', 'ref', 'text'],
  server: ['board', 'push', 'notify', 'journal', 'access', 'webhook', 'line', 'ref', 'text'],
  remote: ['secret', 'http', 'push', 'access', 'journal', 'line', 'ref', 'text'],
  'src/random-id.ts': [],
  'src/open-store.ts': ['src/random-id.ts', 'store', 'remote', 'push', 'text'],
  'src/suite.ts': [
    'src/open-store.ts',
    'src/random-id.ts',
    'git',
    'store',
    'config',
    'tracker',
    'push',
    'journal',
    'rule',
    'line',
    'ref',
    'text',
  ],
  'src/set-up-repository.ts': ['src/open-store.ts', 'src/suite.ts', 'git', 'push'],
  'src/client.ts': ['git', 'push'],
  'src/with-suite.ts': ['src/suite.ts', 'push', 'text'],
  'src/andon.ts': ['src/with-suite.ts', 'src/suite.ts', 'push'],
  'src/notifier.ts': [
    'src/open-store.ts',
    'src/suite.ts',
    'channel',
    'store',
    'config',
    'git',
    'push',
    'notify',
    'line',
  ],
  'src/webhook-secrets.ts': ['secret', 'webhook', 'text'],
  'src/service.ts': [
    'access',
    'server',
    'src/notifier.ts',
    'src/webhook-secrets.ts',
    'store',
    'push',
    'text',
  ],
  hook: ['src/suite.ts', 'push', 'line', 'verdict', 'ref', 'text'],
  // The admin's commands are about the adapters: they apply a configuration, install, copy and rebuild.
  cli: [
    'src/suite.ts',
    'src/open-store.ts',
    'src/set-up-repository.ts',
    'src/client.ts',
    'src/notifier.ts',
    'src/service.ts',
    'server',
    'remote',
    'secret',
    'access',
    'config',
    'install',
    'store',
    'push',
    'notify',
    'journal',
    'alert',
    'lint',
    'guard',
    'rule',
    'line',
    'verdict',
    'ref',
    'text',
  ],
  hooks: ['hook'],
  'src/build.ts': [],
};

/** All that a room which is not an adapter may have of Node: functions of their arguments, and random names. */
const PURE_NODE: Readonly<Record<string, readonly string[]>> = {
  'src/push/digest-of.ts': ['hash'],
  'src/rule/decode.ts': ['TextDecoder'],
};
const WITHOUT_IO = new Set([
  'ref',
  'text',
  'verdict',
  'line',
  'rule',
  'lint',
  'guard',
  'alert',
  'webhook',
  'journal',
  'notify',
  'push',
  'board',
]);

/** What adapters ask of their own process: none of it is an input of a judgement. */
const OWN_PROCESS: Readonly<Record<string, readonly string[]>> = {
  'src/config/explorer.ts': ['cwd', 'chdir'],
  'src/build.ts': ['execPath'],
  'src/channel/run-command.ts': ['kill'],
  'src/git/find-receiver.ts': ['kill'],
};

describe('architecture', () => {
  it('reads the imports', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(400);
    expect(imports.filter(({ lazy }) => lazy)).not.toEqual([]);
  });

  it('has only arrows that are drawn', () => {
    const wrong = imports
      .filter(({ to }) => isFile(to))
      .filter(({ from, to }) => roomOf(from) !== roomOf(to))
      .filter(({ from, to }) => ARROWS[roomOf(from)]?.includes(roomOf(to)) !== true);
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('has no circle of rooms', () => {
    const rooms = Object.keys(ARROWS);
    const upwards = Object.entries(ARROWS).flatMap(([room, below]) =>
      below.filter((each) => rooms.indexOf(each) >= rooms.indexOf(room)).map((each) => `${room} -> ${each}`),
    );
    expect(upwards).toEqual([]);
  });

  it('has no circle of files, types included', () => {
    const below = new Map<string, string[]>();
    for (const { from, to } of imports) if (isFile(to)) below.set(from, [...(below.get(from) ?? []), to]);
    expect(files.filter((file) => reach(below.get(file) ?? [], below).has(file))).toEqual([]);
  });

  it('keeps the pure rooms and the use cases free of Node and of packages', () => {
    const outside = imports.filter(({ from, to }) => WITHOUT_IO.has(roomOf(from)) && !isFile(to));
    const allowed = Object.entries(PURE_NODE).flatMap(([file, names]) =>
      names.map((name) => `${file}: ${name}`),
    );
    expect(outside.map(({ from, names }) => `${from}: ${names}`).sort()).toEqual(allowed.sort());
  });

  it('keeps clock, chance and environment out of the pure rooms', () => {
    const pure = files.filter((file) => WITHOUT_IO.has(roomOf(file)));
    const uses = pure.filter((file) =>
      /\bDate\.now\(|\bnew Date\(\)|Math\.random|console\./.test(codeOf(file)),
    );
    expect(uses).toEqual([]);
  });

  it('reads process in entry points, suite.ts and the faces only', () => {
    const faces = new Set(['hooks', 'hook', 'cli', 'src/suite.ts', 'src/with-suite.ts', 'src/andon.ts']);
    const uses = files
      .filter((file) => !faces.has(roomOf(file)))
      .flatMap((file) =>
        [...codeOf(file).matchAll(/\bprocess\.(\w+)/g)].map((match) => [file, match[1]] as const),
      )
      .filter(([file, name]) => OWN_PROCESS[file]?.includes(name ?? '') !== true);
    expect(uses).toEqual([]);
  });

  it.each(files.filter((file) => file.startsWith('hooks/')))(
    'loads no package for %s before it is needed',
    (hook) => {
      const below = new Map<string, string[]>();
      for (const { from, to, lazy, typeOnly } of imports) {
        if (!lazy && !typeOnly) below.set(from, [...(below.get(from) ?? []), to]);
      }
      const loaded = [...reach([hook], below)];
      expect(loaded.length).toBeGreaterThan(30);
      expect(loaded.filter((to) => !isFile(to) && !to.startsWith('node:'))).toEqual([]);
    },
  );

  it('opens each file with what it is for, and keeps it short', () => {
    const bare = files.filter((file) => !texts.get(file)?.startsWith('// '));
    expect(bare).toEqual([]);
    const long = files.filter((file) => (texts.get(file)?.split('\n').length ?? 0) > 251);
    expect(long).toEqual([]);
  });
});

function readImports(from: string, text: string): readonly Import[] {
  const found = text.matchAll(
    /^(?:import|export)\s+(?<type>type\s)?(?<names>[^;'"]*?)\s*from\s*'(?<to>[^']+)'|^import\s*'(?<bare>[^']+)'|\bimport\(\s*'(?<lazy>[^']+)'/gm,
  );
  return [...found].map(({ groups = {} }) => {
    const specifier = groups['to'] ?? groups['bare'] ?? groups['lazy'] ?? '';
    return {
      from,
      to: specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier,
      names: (groups['names'] ?? '*').replaceAll(/\sas\s+\w+|[{}\s]/g, ''),
      lazy: groups['lazy'] !== undefined,
      typeOnly: groups['type'] !== undefined,
    };
  });
}

/** The folder below src/, or the file itself where it is in none. */
function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts[0] === 'hooks') return 'hooks';
  return parts.length > 2 ? (parts[1] ?? '') : file;
}

function isFile(to: string): boolean {
  return texts.has(to);
}

/** The text without comments, which may speak of anything. */
function codeOf(file: string): string {
  return (texts.get(file) ?? '').replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$|\s\/\/\s.*$/gm, '');
}

function reach(from: readonly string[], below: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(below.get(next) ?? []));
  }
  return seen;
}
