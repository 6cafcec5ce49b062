import { describe, expect, it } from 'vitest';
import { identifyPusher } from '../../src/push/pusher.ts';
import { readOverrideOption } from '../../src/push/push-options.ts';
import { isOneOf } from '../../src/text/is-one-of.ts';

const facts = {
  environment: { GL_USER: 'gina', REMOTE_USER: '', MINE: 'max', SSH_USER_AUTH: '/auth' },
  readOsUser: () => 'olga',
  readSshAuth: (path: string) => `${path}\npublickey ssh-ed25519 AAAA\n`,
};

describe('identifyPusher()', () => {
  it.each([
    ['os-user', 'olga'],
    ['gitolite', 'gina'],
    ['env:MINE', 'max'],
    ['ssh-key', 'ssh-ed25519 AAAA'],
  ] as const)('asks %s alone: %s', (source, name) => {
    expect(identifyPusher(source, facts)).toEqual({ kind: 'known', name });
  });

  it.each(['http', 'gitea', 'gitlab', 'github', 'env:OTHER'] as const)(
    'knows nobody where %s is silent',
    (source) => {
      expect(identifyPusher(source, facts).kind).toBe('unknown');
    },
  );

  it.each([
    ['', 'not signed'],
    ['GIT_PUSH_CERT_STATUS=B', 'status is "B"'],
    ['GIT_PUSH_CERT_STATUS=U', 'status is "U"'],
    ['GIT_PUSH_CERT_STATUS=', 'status is ""'],
    ['GIT_PUSH_CERT_SIGNER=', 'nobody'],
    ['GIT_PUSH_CERT_NONCE_STATUS=MISSING', 'nonce is MISSING'],
    ['GIT_PUSH_CERT_NONCE_STATUS=BAD', 'nonce is BAD'],
  ])('knows nobody by a push certificate with %s', (change, words) => {
    const [name = '', value = ''] = change.split('=');
    const environment = {
      GIT_PUSH_CERT: name === '' ? '' : 'a'.repeat(40),
      GIT_PUSH_CERT_STATUS: 'G',
      GIT_PUSH_CERT_SIGNER: 'dana',
      GIT_PUSH_CERT_NONCE_STATUS: 'OK',
      [name]: value,
    };
    const pusher = identifyPusher('push-certificate', { ...facts, environment });
    expect(pusher).toMatchObject({ kind: 'unknown' });
    expect('problem' in pusher ? pusher.problem : '').toContain(words);
  });

  it('knows nobody without a key', () => {
    expect(identifyPusher('ssh-key', { ...facts, environment: {} }).kind).toBe('unknown');
    expect(identifyPusher('ssh-key', { ...facts, readSshAuth: () => 'password\n' }).kind).toBe('unknown');
  });
});

describe('isOneOf()', () => {
  it.each([
    ['dana', ['dana'], true],
    ['dana', ['dan', 'danae'], false],
    ['ci-web', ['ci-*'], true],
    ['xci-web', ['ci-*'], false],
    ['ci-web-x', ['ci-*-y'], false],
    ['ci-web-y', ['ci-*-y'], true],
    ['aba', ['ab*ba'], false],
    ['abxba', ['ab*ba'], true],
    ['a1b2c', ['a*b*c'], true],
    ['a1c', ['a*b*c'], false],
    ['anyone', ['*'], true],
    ['anyone', [], false],
    ['a.c', ['abc'], false],
  ])('%s in %j: %s', (pusher, names, expected) => {
    expect(isOneOf(pusher, names)).toBe(expected);
  });
});

describe('readOverrideOption()', () => {
  it.each([
    [{}, undefined],
    [{ GIT_PUSH_OPTION_COUNT: '0', GIT_PUSH_OPTION_0: 'andon.override=x' }, undefined],
    [{ GIT_PUSH_OPTION_COUNT: 'x', GIT_PUSH_OPTION_0: 'andon.override=x' }, undefined],
    [
      { GIT_PUSH_OPTION_COUNT: '2', GIT_PUSH_OPTION_0: 'a', GIT_PUSH_OPTION_1: 'andon.override=fire=1' },
      'fire=1',
    ],
    [{ GIT_PUSH_OPTION_COUNT: '1', GIT_PUSH_OPTION_0: 'andon.override' }, undefined],
    [{ GIT_PUSH_OPTION_COUNT: '99', GIT_PUSH_OPTION_64: 'andon.override=late' }, undefined],
    [{ GIT_PUSH_OPTION_COUNT: '1', GIT_PUSH_OPTION_0: `andon.override=${'x'.repeat(900)}` }, 'x'.repeat(500)],
  ])('%j', (environment, reason) => {
    expect(readOverrideOption(environment)).toBe(reason);
  });
});
