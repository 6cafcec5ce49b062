// A real Buildbot in a folder of the test: a master with a worker of its own, which builds what it is told of by
// `buildbot sendchange` and tells the line what came of it.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { ANDON } from './scratch.ts';
import type { Scratch } from './scratch.ts';

const PASSWORD = 'secret';

export interface Buildbot {
  /** The channel that starts its builds. */
  readonly channel: string;
  readonly start: () => Promise<void>;
}

/** Makes a master for the server of a scratch; what `sh test` of a revision says is what its build says. */
export async function openBuildbot({ folder, path, server, run }: Scratch): Promise<Buildbot> {
  const master = path('master');
  const address = `127.0.0.1:${await freePort()}`;
  const buildbot = async (...words: string[]): Promise<void> => {
    const ran = await run('buildbot', words, { cwd: folder });
    if (ran.code !== 0) throw new Error(`buildbot ${words[0]} failed: ${ran.stdout}${ran.stderr}`);
  };
  await buildbot('create-master', '-q', master);
  writeFileSync(path('master', 'master.cfg'), configOf(server, address));
  // The script of the README: the password is in no configuration and on no command line.
  writeFileSync(path('password'), `${PASSWORD}\n`, { mode: 0o600 });
  writeFileSync(
    path('start-build'),
    `#!/bin/sh
shift
exec /usr/bin/buildbot sendchange --master=${address} --auth=andon --vc=git --repository=${server} \\
  "--branch=$1" "--revision=$2" "--who=$3" "--comments=$4" . <${path('password')}
`,
    { mode: 0o700 },
  );
  const words = [path('start-build'), '--', '{branch}', '{revision}', '{pusher}', '{subject}'];
  return {
    channel: `{ kind: command, command: ${JSON.stringify(words)} }`,
    start: async () => {
      await buildbot('start', master);
      onTestFinished(async () => buildbot('stop', master));
    },
  };
}

const configOf = (server: string, address: string): string => `
import time
from buildbot.plugins import changes, schedulers, steps, util, worker
from buildbot.process.results import SUCCESS

@util.renderer
def report(props):
    build = props.getBuild()
    started = props.getProperty('started')
    if started is None:
        props.setProperty('started', int(time.time()), 'andon')
    status = 'running' if started is None else 'passed' if build.results == SUCCESS else 'failed'
    return ['${ANDON}', 'ci', 'report', '--repo', '${server}', '--line', 'main', '--job', 'web',
            '--build', str(props.getProperty('buildnumber')), '--revision', props.getProperty('revision'),
            '--started', str(props.getProperty('started')), '--status', status]

factory = util.BuildFactory([
    steps.MasterShellCommand(report, name='begin'),
    steps.Git(repourl='${server}', mode='full', method='fresh'),
    steps.ShellCommand(command=['sh', 'test'], haltOnFailure=True),
    steps.MasterShellCommand(report, name='end', alwaysRun=True),
])
c = BuildmasterConfig = {
    'buildbotNetUsageData': None,
    'protocols': {'pb': {'port': 'tcp:${address.split(':')[1]}:interface=127.0.0.1'}},
    'workers': [worker.LocalWorker('local')],
    'change_source': [changes.PBChangeSource(user='andon', passwd='${PASSWORD}')],
    'schedulers': [schedulers.AnyBranchScheduler(name='all', builderNames=['web'], treeStableTimer=None)],
    'builders': [util.BuilderConfig(name='web', workernames=['local'], factory=factory)],
}
`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
