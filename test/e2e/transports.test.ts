// The ways a push travels: a folder, ssh and smart HTTP, each with the server's own word on who pushes.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { requireProgram, startDaemon } from '../support/daemon.ts';
import type { Scratch } from '../support/scratch.ts';
import { entriesOf, openScratch, stopLine } from '../support/scratch.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** Answers once a port or a socket does. */
const answers = (place: number | string) => async (): Promise<true | undefined> =>
  new Promise((resolve) => {
    const socket = typeof place === 'number' ? connect(place, '127.0.0.1') : connect(place);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(undefined));
  });

/** Pushes, pushes onto the stopped line, and pushes the fix; says what came of each. */
async function pushThrice(
  scratch: Scratch,
  url: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly (readonly [number, boolean])[]> {
  const push = async (): Promise<readonly [number, boolean]> => {
    const { code, stderr } = await scratch.push([url, 'main'], { env });
    return [code, stderr.includes('remote: error: line main is STOPPED')];
  };
  await scratch.commit('first\n');
  const answers = [await push()];
  await stopLine(scratch);
  await scratch.commit('second\n');
  answers.push(await push());
  await scratch.git(['commit', '-q', '--amend', '--allow-empty', '-m', 'second\n\nFixes-Build: 1']);
  answers.push(await push());
  return answers;
}

const GATED = [
  [0, false],
  [1, true],
  [0, false],
];

async function pushers(scratch: Scratch): Promise<readonly string[]> {
  const pushes = [...(await entriesOf(scratch, 'push.admitted')), ...(await entriesOf(scratch, 'push.refused'))]; // prettier-ignore
  return [...new Set(pushes.map(({ pusher }) => pusher))];
}

test('a push into a folder', async () => {
  const scratch = await openScratch();
  expect(await pushThrice(scratch, `file://${scratch.server}`, {})).toEqual(GATED);
  expect(await pushers(scratch)).toEqual([userInfo().username]);
});

test('a push over ssh, whose pusher is the key', async () => {
  const sshd = requireProgram('/usr/sbin/sshd', 'openssh-server');
  const scratch = await openScratch({ install: ['--pusher', 'ssh-key'] });
  for (const name of ['host', 'client']) {
    await scratch.run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', scratch.path(name)]);
  }
  const key = readFileSync(scratch.path('client.pub'), 'utf8').trim();
  const port = await freePort();
  const hermetic = 'GIT_CONFIG_SYSTEM=/dev/null GIT_CONFIG_GLOBAL=/dev/null';
  const settings = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${scratch.path('host')}`,
    `AuthorizedKeysFile ${scratch.path('keys')}`,
    `PidFile ${scratch.path('sshd.pid')}`,
    'UsePAM no',
    'StrictModes no',
    'PasswordAuthentication no',
    'PermitRootLogin yes',
    'ExposeAuthInfo yes',
    `SetEnv ${hermetic}`,
  ];
  writeFileSync(scratch.path('keys'), `${key}\n`);
  writeFileSync(scratch.path('sshd_config'), `${settings.join('\n')}\n`);
  // The folder that sshd separates its privileges in.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
  await startDaemon(scratch, [sshd, '-D', '-e', '-f', scratch.path('sshd_config')], answers(port));
  const ssh = `ssh -F /dev/null -i ${scratch.path('client')} -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR`;
  const url = `ssh://${userInfo().username}@127.0.0.1:${port}${scratch.server}`;
  expect(await pushThrice(scratch, url, { GIT_SSH_COMMAND: ssh })).toEqual(GATED);
  expect(await pushers(scratch)).toEqual([key]);
});

test('a push over smart HTTP, whose pusher is the name that logged in', async () => {
  const nginx = requireProgram('/usr/sbin/nginx', 'nginx-light');
  const fcgiwrap = requireProgram('/usr/sbin/fcgiwrap', 'fcgiwrap');
  const scratch = await openScratch({ install: ['--pusher', 'http'] });
  await scratch.git(['config', 'http.receivepack', 'true'], { cwd: scratch.server });
  const port = await freePort();
  const socket = scratch.path('cgi');
  writeFileSync(scratch.path('users'), 'dana:{PLAIN}secret\n');
  const backend = await scratch.git(['--exec-path']);
  const isRoot = userInfo().uid === 0;
  writeFileSync(
    scratch.path('nginx.conf'),
    `${isRoot ? `user ${userInfo().username};\n` : ''}daemon off; pid ${scratch.path('nginx.pid')}; error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path ${scratch.path('body')};
  fastcgi_temp_path ${scratch.path('fastcgi')};
  proxy_temp_path ${scratch.path('proxy')};
  scgi_temp_path ${scratch.path('scgi')};
  uwsgi_temp_path ${scratch.path('uwsgi')};
  server {
    listen 127.0.0.1:${port};
    auth_basic andon; auth_basic_user_file ${scratch.path('users')};
    location / {
      fastcgi_pass unix:${socket};
      fastcgi_param SCRIPT_FILENAME ${backend}/git-http-backend;
      fastcgi_param GIT_PROJECT_ROOT ${scratch.folder};
      fastcgi_param GIT_HTTP_EXPORT_ALL 1;
      fastcgi_param PATH_INFO $uri;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param REMOTE_USER $remote_user;
    }
  }
}
`,
  );
  chmodSync(scratch.folder, 0o755);
  await startDaemon(scratch, [fcgiwrap, '-s', `unix:${socket}`, '-f'], answers(socket));
  await startDaemon(scratch, [nginx, '-c', scratch.path('nginx.conf'), '-p', scratch.folder], answers(port));
  const url = `http://dana:secret@127.0.0.1:${port}/server.git`;
  const anonymous = await scratch.push([url.replace('dana:secret@', ''), 'HEAD:main'], {
    env: { GIT_TERMINAL_PROMPT: '0' },
  });
  expect(anonymous.code).not.toBe(0);
  expect(await pushThrice(scratch, url, { GIT_TERMINAL_PROMPT: '0' })).toEqual(GATED);
  expect(await pushers(scratch)).toEqual(['dana']);
});
