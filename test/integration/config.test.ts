import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readApplied } from '../../src/config/applied.ts';
import { compilePolicy } from '../../src/config/compile.ts';
import { loadFile } from '../../src/config/load.ts';
import { formatTemplate } from '../../src/config/template.ts';
import { asNobody } from '../support/as-nobody.ts';
import { ConfigSandbox } from '../support/config-sandbox.ts';

let box: ConfigSandbox;
beforeEach(() => {
  box = new ConfigSandbox();
});
afterEach(() => box.close());

describe('formatTemplate()', () => {
  const compileText = async (text: string): Promise<unknown> => {
    const file = join(box.root, 'template.yaml');
    box.put(file, text);
    const loaded = await loadFile(file);
    return loaded.kind === 'loaded'
      ? compilePolicy([{ file, scope: 'repository', value: loaded.value }], box.repository)
      : loaded;
  };

  test('changes nothing as it is, and says the defaults when uncommented', async () => {
    const template = formatTemplate(box.repository);
    const defaults = compilePolicy([], box.repository);
    expect(await compileText(template)).toEqual(defaults);
    const uncommented = template.replaceAll(/^#(?! \S)/gm, '');
    expect(uncommented.match(/^\w+:/gm)).toHaveLength(11);
    expect(await compileText(uncommented)).toEqual(defaults);
  });
});

describe('applyConfig()', () => {
  test('lays the repository over the server and writes the result whole', async () => {
    box.put(box.serverFile, 'deadline: 9s\nlimits: { refs: 5 }\n');
    box.put(join(box.repository, 'andon.json'), '{"limits": {"commits": 6}}');
    const applied = await box.apply();
    expect(applied.policy).toMatchObject({ deadlineMs: 9_000, limits: { refs: 5, commits: 6 } });
    expect(readApplied(box.repository)).toEqual(applied);
    expect(applied.sources.map(({ absent }) => absent)).toEqual([false, true, true, false]);
    expect(readdirSync(box.state)).toEqual(['applied.json']);
  });

  test('lets everyone read the result and only its owner write it', async () => {
    const umask = process.umask(0);
    await box.apply();
    process.umask(umask);
    expect(statSync(box.applied).mode & 0o777).toBe(0o644);
  });

  test('takes one named file in the place of all others', async () => {
    box.put(box.serverFile, 'deadline: 9s\n');
    box.edit('nonsense: true\n');
    const file = join(box.root, 'etc', 'web.yaml');
    box.put(file, 'repository: web\n');
    const { policy } = await box.apply(file);
    expect(policy).toMatchObject({ repository: 'web', deadlineMs: 20_000 });
    box.put(file, 'repository: web\ndeadline: 3s\n');
    expect((await box.push()).policy.deadlineMs).toBe(3_000);
  });

  test('refuses with the problems of all files', async () => {
    box.put(box.serverFile, 'deadlin: 9s\n');
    box.edit('unlistedRefs: yes\n');
    box.put(join(box.repository, 'andon.yml'), '[');
    const yaml = box.yaml;
    const yml = join(box.repository, 'andon.yml');
    await expect(box.apply()).rejects.toMatchObject({
      code: 'config-invalid',
      kind: 'config',
      message: `Cannot use the configuration:
  ${yml}: the file is not valid YAML: unexpected end of the stream within a flow collection, line 1, column 2
  ${yml}: the file stands beside ${yaml}, expected one of them
  ${box.serverFile}: deadlin is not a setting, did you mean "deadline"?
  ${yaml}: unlistedRefs is "yes", expected one of "free", "refuse"`,
    });
    expect(readApplied(box.repository)).toBeUndefined();
  });

  test('leaves what was there when it cannot write', async () => {
    await box.apply();
    const path = box.applied;
    rmSync(path);
    mkdirSync(join(path, 'in-the-way'), { recursive: true });
    await expect(box.apply()).rejects.toMatchObject({ code: 'config-unwritable', kind: 'unavailable' });
    expect(readdirSync(box.state)).toEqual(['applied.json']);
  });

  test('shows a reader one whole configuration or another while it is rewritten', async () => {
    await box.apply();
    const writers = Array.from({ length: 30 }, () => box.apply());
    for (let i = 0; i < 200; i++) {
      expect(readApplied(box.repository)?.format).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(writers);
  });
});

describe('readPolicy()', () => {
  test('refuses where nothing was applied, and what another version wrote', async () => {
    await expect(box.push()).rejects.toMatchObject({
      code: 'config-absent',
      kind: 'config',
      message: `No configuration has been applied to ${box.repository}`,
      hints: ['andon config apply'],
    });
    for (const text of ['{"format": 2}', '{"format": 1', 'null']) {
      box.put(box.applied, text);
      await expect(box.push()).rejects.toMatchObject({ code: 'config-unreadable', kind: 'config' });
    }
  });

  test('applies a sound edit by itself, a new file and a removed one too', async () => {
    await box.apply();
    expect(await box.push()).toMatchObject({ policy: { deadlineMs: 20_000 }, warnings: [] });
    box.edit('deadline: 3s\n');
    expect(await box.push()).toMatchObject({ policy: { deadlineMs: 3_000 }, warnings: [] });
    box.put(box.serverFile, 'limits: { refs: 5 }\n');
    expect(await box.push()).toMatchObject({ policy: { deadlineMs: 3_000, limits: { refs: 5 } } });
    rmSync(box.yaml);
    expect(await box.push()).toMatchObject({ policy: { deadlineMs: 20_000, limits: { refs: 5 } } });
  });

  test('keeps the last good one after a broken edit, says so at every push, and tries it once', async () => {
    box.edit('deadline: 3s\n');
    await box.apply();
    box.edit('lines: { main: { refs: [HEAD], fix: somtimes } }\ndeadlin: 4s\n');
    const warnings = [
      `${box.yaml} has been edited and cannot be used: lines.main.fix is "somtimes", expected one of "every", ` +
        '"first-parent", "tip", "any"; deadlin is not a setting, did you mean "deadline"?; ' +
        'the configuration of 2026-11-21T08:00:00.000Z stays in force',
    ];
    expect(await box.push()).toMatchObject({ policy: { deadlineMs: 3_000 }, warnings });
    const { ino } = statSync(box.applied);
    expect(await box.push()).toMatchObject({ policy: { deadlineMs: 3_000 }, warnings });
    expect(statSync(box.applied).ino).toBe(ino);
    box.edit('deadline: 5s\n');
    expect(await box.push()).toMatchObject({ policy: { deadlineMs: 5_000 }, warnings: [] });
    expect(readApplied(box.repository)?.rejected).toBeUndefined();
  });

  test('keeps the last good one when the new one cannot be written', async () => {
    await box.apply();
    box.edit('deadline: 3s\n');
    chmodSync(box.state, 0o555);
    expect(await asNobody(() => box.push())).toMatchObject({
      policy: { deadlineMs: 20_000 },
      warnings: [
        expect.stringMatching(
          /^Cannot write .*; the configuration of 2026-11-21T08:00:00.000Z stays in force; run andon config apply as the owner of /,
        ),
      ],
    });
    chmodSync(box.state, 0o755);
    expect((await box.push()).policy.deadlineMs).toBe(3_000);
  });

  test('keeps the last good one while the new one cannot be read, and forgets that afterwards', async () => {
    await box.apply();
    box.edit('deadline: 3s\n');
    chmodSync(box.yaml, 0);
    expect(await asNobody(() => box.push())).toMatchObject({
      policy: { deadlineMs: 20_000 },
      warnings: [expect.stringMatching(/^Cannot read .*andon.yaml: EACCES/)],
    });
    chmodSync(box.yaml, 0o644);
    expect(await box.push()).toMatchObject({ policy: { deadlineMs: 3_000 }, warnings: [] });
  });
});
