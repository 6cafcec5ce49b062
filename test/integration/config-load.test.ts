import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadFile } from '../../src/config/load.ts';
import { asNobody } from '../support/as-nobody.ts';
import { ConfigSandbox } from '../support/config-sandbox.ts';

let box: ConfigSandbox;
beforeEach(() => {
  box = new ConfigSandbox();
});
afterEach(() => box.close());

describe('loadFile() executes and follows nothing', () => {
  // Runs as CommonJS, as a module and as TypeScript alike.
  const trap = (): string =>
    `process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(join(box.root, 'ran'))}, '');\n`;

  // In a process of its own: the current folder belongs to the whole test run.
  const applyIn = (cwd: string): string =>
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { applyConfig } from ${JSON.stringify(new URL('../../src/config/apply.ts', import.meta.url).href)};
        const request = JSON.parse(process.argv[1]);
        const { policy } = await applyConfig({ ...request, now: new Date() });
        console.log(JSON.stringify([policy.deadlineMs, process.cwd()]));`,
        JSON.stringify({
          repositoryDir: box.repository,
          serverFile: box.serverFile,
          uid: process.geteuid?.(),
        }),
      ],
      { cwd, encoding: 'utf8' },
    );

  // One trap at a time: cosmiconfig looks no further than the first file it finds.
  const settings = JSON.stringify({ cosmiconfig: { loaders: {} }, andon: { deadline: '1s' } });
  const traps = [
    ...['js', 'ts', 'cjs', 'mjs'].map((extension) => [`.config/config.${extension}`, trap] as const),
    ...['.config/config.json', '.config/config.yaml', 'package.json', 'package.yaml'].map(
      (name) => [name, () => settings] as const,
    ),
    ...['andon.config.js', '.andonrc.js', '.config/andonrc.js'].map((name) => [name, trap] as const),
    ['.andonrc', () => settings] as const,
  ];

  test.each(traps)('planted as %s in the repository and the current folder', (name, text) => {
    const elsewhere = join(box.root, 'elsewhere');
    for (const folder of [box.repository, elsewhere]) {
      mkdirSync(join(folder, '.config'), { recursive: true });
      writeFileSync(join(folder, name), text());
    }
    box.edit('deadline: 7s\n');
    for (const cwd of [box.repository, elsewhere]) {
      expect(JSON.parse(applyIn(cwd))).toEqual([7_000, cwd]);
    }
    expect(existsSync(join(box.root, 'ran'))).toBe(false);
  });

  test('imported by the configuration itself', async () => {
    const code = join(box.root, 'code.cjs');
    writeFileSync(code, trap());
    box.edit(`$import: ${code}\n`);
    await expect(box.apply()).rejects.toThrow('$import is not a setting');
    expect(existsSync(join(box.root, 'ran'))).toBe(false);
  });

  test.each(['evil.js', 'evil.mjs', 'evil.ts', 'andonrc', 'package.json'])('named %s', async (name) => {
    const path = join(box.root, 'etc', name);
    box.put(path, trap());
    await expect(box.apply(path)).rejects.toThrow(
      `${path}: the file has a name that cannot be used, expected one such as andon.yaml, .yml or .json`,
    );
    expect(existsSync(join(box.root, 'ran'))).toBe(false);
  });
});

describe('loadFile() says what is wrong with a file', () => {
  const bomb = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n');

  test.each<[name: string, text: string, message: string]>([
    ['andon.yaml', 'lines: [\n', 'not valid YAML: deficient indentation, line 2, column 1'],
    ['andon.yaml', 'state: a\nstate: b\n', 'not valid YAML: duplicated mapping key, line 2, column 1'],
    ['andon.json', '{"state": }', 'not valid JSON: Unexpected token \'}\', "{"state": }" is not valid JSON'],
    ['andon.yaml', `a0: &a0 [x]\n${bomb}\n`, 'has more than 20000 values when its aliases are expanded'],
    ['andon.yaml', 'lines: &a\n  main: *a\n', 'is nested deeper than 16 levels'],
    ['andon.yaml', 'lines: { __proto__: {} }\n', 'has the key "__proto__"'],
    ['andon.json', '{"__proto__": {"deadline": "1s"}}', 'has the key "__proto__"'],
    ['andon.yaml', `state: ${'x'.repeat(1_048_576)}\n`, 'has 1048584 bytes, expected at most 1048576'],
  ])('%s, row %#', async (name, text, message) => {
    const file = join(box.root, name);
    box.put(file, text);
    const loaded = await loadFile(file);
    const problem = loaded.kind === 'refused' ? loaded.problem : undefined;
    expect(problem?.file).toBe(file);
    expect(problem?.message.replace(/^the file (is (?=not))?/, '')).toBe(message);
  });

  test.each(['', '# nothing yet\n\n  # here\n'])(
    'and takes one without settings for none, row %#',
    async (text) => {
      const file = join(box.root, 'andon.yaml');
      box.put(file, text);
      expect(await loadFile(file)).toEqual({ kind: 'loaded', value: {} });
    },
  );

  test('or that there is none, or a folder', async () => {
    await expect(box.apply(join(box.root, 'none.yaml'))).rejects.toThrow(
      'none.yaml: the file does not exist',
    );
    mkdirSync(join(box.root, 'folder.yaml'));
    await expect(loadFile(join(box.root, 'folder.yaml'))).resolves.toMatchObject({
      problem: { message: 'the file is not a regular file' },
    });
  });

  test('but holds nothing against a file that the system does not let it read', async () => {
    const file = join(box.root, 'andon.yaml');
    box.put(file, '');
    chmodSync(file, 0);
    await expect(asNobody(() => loadFile(file))).rejects.toMatchObject({
      code: 'source-unreadable',
      kind: 'unavailable',
    });
  });

  test('nor one that could be read if there were a temporary folder', async () => {
    box.edit('');
    const { TMPDIR } = process.env;
    process.env['TMPDIR'] = join(box.root, 'none');
    const loading = loadFile(box.yaml);
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
    await expect(loading).rejects.toThrow('Cannot make a temporary folder: ENOENT');
  });

  test('and leaves nothing behind where it cannot go back to the folder it came from', async () => {
    box.edit('');
    const temporary = join(box.root, 'tmp');
    mkdirSync(temporary);
    chmodSync(temporary, 0o777);
    const error: unknown = await asNobody(async () => {
      const closed = join(temporary, 'closed');
      mkdirSync(closed);
      process.chdir(closed);
      chmodSync(closed, 0);
      return loadFile(box.yaml).catch((reason: unknown) => reason);
    });
    // chdir(2) says where it stood: in the folder that was to go away.
    expect(error).toMatchObject({ syscall: 'chdir', path: expect.stringContaining('andon-empty-') });
    expect(existsSync((error as { path: string }).path)).toBe(false);
  });
});
