import { chmodSync, chownSync, lchownSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findOwnershipProblems, trustedOwners } from '../../src/config/ownership.ts';
import { ConfigSandbox } from '../support/config-sandbox.ts';

let box: ConfigSandbox;
beforeEach(() => {
  box = new ConfigSandbox();
});
afterEach(() => box.close());

const UID = process.geteuid?.() ?? 0;

describe('readPolicy() and applyConfig() refuse', () => {
  test.each<[name: string, spoil: () => void, message: () => string, hint: () => string]>([
    [
      'a source its group may write',
      () => chmodSync(box.yaml, 0o664),
      () => `${box.yaml} can be written by its group`,
      () => `chmod go-w ${box.yaml}`,
    ],
    [
      'a source in the folder of a shared repository',
      () => chmodSync(box.repository, 0o2775),
      () => `${box.yaml} can be replaced: its group may write in ${box.repository}`,
      () => 'keep the configuration in /etc/andon, or elsewhere: andon config apply --config FILE',
    ],
    [
      'a server-wide source in a folder anyone may write',
      () => chmodSync(join(box.root, 'etc'), 0o777),
      () => `${box.serverFile} can be replaced: its group and anyone may write in ${join(box.root, 'etc')}`,
      () => `chmod +t ${join(box.root, 'etc')}`,
    ],
  ])('%s', async (_, spoil, message, hint) => {
    box.put(box.serverFile, 'deadline: 4s\n');
    box.edit('deadline: 3s\n');
    await box.apply();
    spoil();
    const error = {
      code: 'config-untrusted',
      kind: 'config',
      message: `Others could change the configuration:\n  ${message()}`,
      hints: [hint()],
    };
    await expect(box.push()).rejects.toMatchObject(error);
    await expect(box.apply()).rejects.toMatchObject(error);
  });

  test('an applied configuration that others may write or replace', async () => {
    await box.apply();
    chmodSync(box.applied, 0o666);
    chmodSync(box.state, 0o2775);
    await expect(box.push()).rejects.toMatchObject({
      code: 'config-untrusted',
      message: `Others could change the configuration:
  ${box.applied} can be replaced: its group may write in ${box.state}
  ${box.applied} can be written by its group and anyone`,
      hints: [`chmod +t ${box.state}`, `chmod go-w ${box.applied}`],
    });
    chmodSync(box.applied, 0o644);
    chmodSync(box.state, 0o3775);
    expect((await box.push()).warnings).toEqual([]);
  });

  test('what belongs to a stranger', async () => {
    box.edit('deadline: 3s\n');
    await box.apply();
    // Root gives the file away; anybody else is the stranger to another one's push.
    if (UID === 0) chownSync(box.yaml, 4711, 4711);
    const [owner, runner] = UID === 0 ? [4711, 0] : [UID, 4711];
    await expect(box.push(runner)).rejects.toMatchObject({
      code: 'config-untrusted',
      message: expect.stringContaining(
        `${UID === 0 ? box.yaml : box.applied} belongs to user ${owner}, expected root`,
      ),
    });
  });

  test('not again once the owner or the mode is mended, although no time of change tells', async () => {
    await box.apply();
    box.edit('deadline: 3s\n');
    chmodSync(box.yaml, 0o666);
    await expect(box.push()).rejects.toMatchObject({ code: 'config-untrusted' });
    chmodSync(box.yaml, 0o644);
    expect(await box.push()).toMatchObject({ policy: { deadlineMs: 3_000 }, warnings: [] });
  });
});

describe('findOwnershipProblems()', () => {
  const messages = (file: string, owners = [0, UID]): string[] =>
    findOwnershipProblems(file, owners).map((problem) => problem.message);

  test('lets pass what is absent, also where others may create it', () => {
    chmodSync(box.repository, 0o2775);
    expect(messages(box.yaml)).toEqual([]);
    expect(messages('/nowhere/andon.yaml')).toEqual([]);
  });

  test('looks at every link of a chain, and at the folder of each', () => {
    const shared = join(box.root, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o775);
    box.put(join(box.root, 'etc', 'real.yaml'), '');
    symlinkSync('../etc/real.yaml', join(shared, 'middle.yaml'));
    symlinkSync('../shared/middle.yaml', box.yaml);
    chmodSync(join(box.root, 'etc', 'real.yaml'), 0o646);
    expect(messages(box.yaml)).toEqual([
      `${join(shared, 'middle.yaml')} can be replaced: its group may write in ${shared}`,
      `${join(box.root, 'etc', 'real.yaml')} can be written by anyone`,
    ]);
  });

  test('looks at the owner of the folder', () => {
    box.edit('');
    if (UID === 0) chownSync(box.repository, 4711, 4711);
    const [owner, owners] = UID === 0 ? [4711, [0]] : [UID, [0, 4711]];
    expect(messages(box.yaml, owners).join()).toContain(
      `${box.repository} belongs to user ${owner}, expected`,
    );
  });

  test('ends where links lead round in a circle', () => {
    symlinkSync('andon.yml', box.yaml);
    symlinkSync('andon.yaml', join(box.repository, 'andon.yml'));
    expect(messages(box.yaml)).toEqual([`${box.yaml} is a chain of symbolic links without end`]);
  });

  test('wants a link in a sticky folder to be of a trusted owner', () => {
    const sticky = join(box.root, 'sticky');
    mkdirSync(sticky);
    chmodSync(sticky, 0o1777);
    box.put(box.serverFile, '');
    const link = join(sticky, 'andon.yaml');
    symlinkSync(box.serverFile, link);
    expect(messages(link)).toEqual([]);
    if (UID === 0) lchownSync(link, 4711, 4711);
    expect(messages(link, UID === 0 ? [0] : [0, 4711])[0]).toMatch(
      new RegExp(`^${link} belongs to user \\d+, expected root`),
    );
  });
});

test('trustedOwners() are root and the user that runs; for root also who owns the repository', () => {
  if (UID === 0) chownSync(box.repository, 4711, 4711);
  expect(trustedOwners(box.repository, 0)).toEqual([0, UID === 0 ? 4711 : UID]);
  expect(trustedOwners(box.repository, 1234)).toEqual([0, 1234]);
});
