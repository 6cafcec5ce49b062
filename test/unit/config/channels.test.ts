import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../src/config/compile.ts';

const compile = (...channels: unknown[]) =>
  compilePolicy(
    channels.map((each, at) => ({ file: `${at}.yaml`, scope: 'repository', value: { channels: each } })),
    '/srv/web.git',
  );
const problemOf = (channel: unknown, name = 'ops'): unknown => {
  const compiled = compile({ [name]: channel });
  return compiled.kind === 'refused' ? compiled.problems.map(({ message }) => message) : 'compiled';
};

describe('channels', () => {
  test.each<[object, object]>([
    [
      {
        kind: 'slack',
        urlFile: '/etc/andon/url',
        lines: ['main'],
        events: ['stop.opened'],
        causes: ['build'],
      },
      {
        destination: { kind: 'slack', url: { file: '/etc/andon/url' }, allowPrivate: [] },
        lines: ['main'],
        events: ['stop.opened'],
        causes: ['build'],
      },
    ],
    [
      { kind: 'teams', url: 'env:TEAMS_URL' },
      { destination: { kind: 'teams', url: { env: 'TEAMS_URL' }, allowPrivate: [] } },
    ],
    [
      {
        kind: 'webhook',
        url: 'http://ci.lan/hook',
        secretFile: '/s',
        allowPrivate: ['ci.lan', '10.0.0.0/8'],
      },
      {
        destination: {
          kind: 'webhook',
          url: { value: 'http://ci.lan/hook' },
          secret: { file: '/s' },
          allowPrivate: ['ci.lan', '10.0.0.0/8'],
        },
      },
    ],
    [
      {
        kind: 'email',
        to: ['a@example.org'],
        from: 'b@example.org',
        smtp: 'smtp://u@mail.example',
        secret: 'env:P',
      },
      {
        destination: {
          kind: 'email',
          to: ['a@example.org'],
          from: 'b@example.org',
          via: { smtp: { value: 'smtp://u@mail.example' }, secret: { env: 'P' } },
          allowPrivate: [],
        },
      },
    ],
    [
      { kind: 'email', to: ['a@example.org'], from: 'b@example.org', sendmail: '/usr/sbin/sendmail' },
      {
        destination: {
          kind: 'email',
          to: ['a@example.org'],
          from: 'b@example.org',
          via: { sendmail: '/usr/sbin/sendmail' },
          allowPrivate: [],
        },
      },
    ],
    [
      { kind: 'command', command: ['/usr/bin/logger', '-t', 'andon'] },
      { destination: { kind: 'command', command: ['/usr/bin/logger', '-t', 'andon'] } },
    ],
    [
      {
        kind: 'github',
        url: 'https://ci.example/hook',
        secretFile: '/s',
        clone: 'git@git.example:{repository}',
      },
      {
        destination: {
          kind: 'github',
          url: { value: 'https://ci.example/hook' },
          secret: { file: '/s' },
          clone: 'git@git.example:{repository}',
        },
      },
    ],
    [
      { kind: 'email', people: { '*': '{pusher}@b.org', dana: 'd@b.org' }, from: 'b@b.org', sendmail: '/s' },
      { destination: { kind: 'email', to: [], people: { '*': '{pusher}@b.org', dana: 'd@b.org' } } },
    ],
    [
      { kind: 'slack', urlFile: '/a', people: { 'dana k': '<@U024BE7LH>' } },
      { destination: { kind: 'slack', people: { 'dana k': '<@U024BE7LH>' } } },
    ],
    [
      { kind: 'get', url: 'https://ci.example/build?at={revision}' },
      { destination: { kind: 'get', url: { value: 'https://ci.example/build?at={revision}' } } },
    ],
    [
      { kind: 'command', command: ['/usr/bin/buildbot', 'sendchange', '--revision={revision}'] },
      { destination: { kind: 'command', startsBuilds: true } },
    ],
    [
      { kind: 'command', command: ['/bin/true', '--branch={branch}', '--', '{subject}'] },
      { destination: { kind: 'command', startsBuilds: true } },
    ],
    [
      {
        kind: 'slack',
        urlFile: '/a',
        template: { title: '{line}: {title}', events: { 'stop.opened': { text: '{text}\nRun!' } } },
      },
      { template: { title: '{line}: {title}', events: { 'stop.opened': { text: '{text}\nRun!' } } } },
    ],
  ])('are compiled: %j', (settings, expected) => {
    expect(compile({ ops: settings })).toMatchObject({
      policy: { channels: [{ name: 'ops', ...expected }] },
    });
  });

  test.each<[object, string]>([
    [
      {},
      'channels.ops.kind is missing, expected one of slack, teams, webhook, cloudevents, email, command, github, get',
    ],
    [{ kind: 'slack' }, 'channels.ops.url is missing, expected url or urlFile'],
    [
      { kind: 'slack', url: 'https://a.example', urlFile: '/a' },
      'channels.ops.urlFile stands beside url, expected one of them',
    ],
    [
      { kind: 'webhook', url: 'https://a.example' },
      'channels.ops.secret is missing, expected secret or secretFile',
    ],
    [{ kind: 'github', url: 'https://a.example' }, 'channels.ops.clone is missing, expected clone'],
    [
      { kind: 'github', url: 'https://a.example', clone: '{repositry}' },
      'channels.ops.clone has a placeholder {repositry} that nothing fills, did you mean repository?',
    ],
    [
      { kind: 'get', url: 'https://a.example/{commit}' },
      'channels.ops.url has a placeholder {commit} that nothing fills, expected one of repository, line, ref, branch, revision, old, pusher, subject',
    ],
    [
      { kind: 'get', url: 'https://{branch}.example/' },
      'channels.ops.url is not shown, expected an https: or http: URL without a name, a password or a fragment, and no placeholder in its host, or env:NAME',
    ],
    [
      { kind: 'command', command: ['/bin/true', '{revision}', '{branch}'] },
      'channels.ops.command has "{branch}", which could become an option: put "--" before it, or --NAME=',
    ],
    [
      { kind: 'get', url: 'https://a.example/{ref}', events: ['stop.opened'] },
      'channels.ops.events is nothing that a channel has a use for that starts builds',
    ],
    [
      { kind: 'command', command: ['/bin/true', '{ref}'], causes: ['build'] },
      'channels.ops.causes is nothing that a channel has a use for that starts builds',
    ],
    [
      { kind: 'command', command: ['/bin/true'], url: 'https://a.example' },
      'channels.ops.url is nothing that a channel of kind "command" has a use for',
    ],
    [
      { kind: 'slack', url: 'ftp://a.example' },
      'channels.ops.url is not shown, expected an https: or http: URL without a name, a password or a fragment, and no placeholder in its host, or env:NAME',
    ],
    [
      { kind: 'command', command: ['true'] },
      'channels.ops.command is a list, expected a list: the absolute path of a program, and its arguments',
    ],
    [
      { kind: 'email', to: ['a@example.org\nBcc: c@d'], from: 'b@example.org', sendmail: '/s' },
      'channels.ops.to[0] is "a@example.org\\nBcc: c@d", expected an address such as builds@example.org',
    ],
    [
      { kind: 'email', to: ['-oQ/tmp@example.org'], from: 'b@example.org', sendmail: '/s' },
      'channels.ops.to[0] is "-oQ/tmp@example.org", expected an address such as builds@example.org',
    ],
    [
      { kind: 'slack', url: 'https://a.example', allowPrivate: ['10.0.0.0/33'] },
      'channels.ops.allowPrivate[0] is "10.0.0.0/33", expected a host, an address, or a range such as 10.0.0.0/8',
    ],
    [
      { kind: 'slack', url: 'https://a.example', secret: 'hunter2' },
      'channels.ops.secret is not shown, expected env:NAME',
    ],
    [
      { kind: 'slack', urlFile: '/a', template: { title: '{lien} is down' } },
      'channels.ops.template.title is "{lien} is down", expected "{line}" instead of "{lien}"',
    ],
    [
      { kind: 'slack', urlFile: '/a', template: { events: { 'stop.opened': { text: 'a {b' } } } },
      'channels.ops.template.events."stop.opened".text is "a {b", expected one of {title}, {text}, {event}, {severity}, {line}, {stop}, {who}, {cause}, {repository}, {time} instead of "{"',
    ],
    [
      { kind: 'slack', urlFile: '/a', template: { events: { 'stop.oponed': {} } } },
      'channels.ops.template.events."stop.oponed" is not a setting, did you mean "stop.opened"?',
    ],
    [
      { kind: 'email', to: ['a@b.c'], from: 'a@b.c', sendmail: '/s', template: { title: 'a\nBcc: c@d' } },
      'channels.ops.template.title is "a\\nBcc: c@d", expected a text of 1 to 200 characters on one line',
    ],
    [
      { kind: 'slack', urlFile: '/a', template: { text: 'a\x1b[31m' } },
      'channels.ops.template.text is "a\\u001b[31m", expected a text of 1 to 1000 characters',
    ],
    [
      { kind: 'email', from: 'b@example.org', sendmail: '/s' },
      'channels.ops.to is missing, expected to or people',
    ],
    [
      { kind: 'email', to: ['a@b.c'], people: { a: 'a@b.c' }, from: 'b@example.org', sendmail: '/s' },
      'channels.ops.people stands beside to, expected one of them',
    ],
    [
      { kind: 'email', people: { dana: '<@U1>' }, from: 'b@example.org', sendmail: '/s' },
      'channels.ops.people has no address for "dana"',
    ],
    [
      { kind: 'email', people: { '*': '{pusher}' }, from: 'b@example.org', sendmail: '/s' },
      'channels.ops.people has no address for "*"',
    ],
    [
      { kind: 'email', people: { '*': '{who}@b.c' }, from: 'b@example.org', sendmail: '/s' },
      'channels.ops.people has {who} for "*", where nothing fills it',
    ],
    [
      { kind: 'slack', urlFile: '/a', people: { dana: '@{pusher}' } },
      'channels.ops.people has {pusher} for "dana", where nothing fills it',
    ],
    [
      { kind: 'slack', urlFile: '/a', people: ['dana'] },
      'channels.ops.people is a list, expected a map of pushers',
    ],
    [
      { kind: 'webhook', urlFile: '/a', secretFile: '/b', people: { dana: '@dana' } },
      'channels.ops.people is nothing that a channel of kind "webhook" has a use for',
    ],
    [
      { kind: 'webhook', urlFile: '/a', secretFile: '/b', template: { title: 'a' } },
      'channels.ops.template is nothing that a channel of kind "webhook" has a use for',
    ],
  ])('are refused: %j', (settings, message) => {
    expect(problemOf(settings)).toContain(message);
  });

  test('are named as lines are', () => {
    expect(problemOf({ kind: 'command', command: ['/bin/true'] }, 'a b')).toEqual([
      'channels."a b" has a name that cannot be used, expected a letter, then up to 62 letters, digits, ".", "_" or "-"',
    ]);
  });

  test('a repository narrows what the server says of a channel', () => {
    const compiled = compile(
      { ops: { kind: 'command', command: ['/bin/true'] } },
      { ops: { lines: ['docs'] } },
    );
    expect(compiled).toMatchObject({ policy: { channels: [{ name: 'ops', lines: ['docs'] }] } });
  });
});
