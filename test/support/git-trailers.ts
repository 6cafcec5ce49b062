// Asks git itself for the trailers of many messages: one fast-import, one git log, in a repository
// that lives only as long as the question.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Returns what `git log --format='%(trailers:only,unfold)'` shows for each message; bytes on both sides. */
export function readTrailersByGit(messages: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'andon-trailers-'));
  const git = (args: readonly string[], input: Buffer): Buffer => {
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      LC_ALL: 'C',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_DIR: join(folder, 'scratch.git'),
    };
    const child = spawnSync('git', args, { cwd: folder, env, input, maxBuffer: 2 ** 30 });
    if (child.status !== 0)
      throw new Error(`git ${args[0]} failed: ${child.stderr.toString()}`, { cause: child.error });
    return child.stdout;
  };
  try {
    git(['init', '-q', '--bare', '-b', 'main'], Buffer.alloc(0));
    git(['fast-import', '--quiet'], formatImport(messages));
    // A byte in front, so that a message without trailers has an answer too. Converting to UTF-8 leaves
    // a message without an encoding header as it is, whatever its bytes.
    const format = '--format=%x01%(trailers:only,unfold)';
    const log = git(
      ['-c', 'i18n.logOutputEncoding=UTF-8', 'log', '--reverse', '-z', format, 'main'],
      Buffer.alloc(0),
    );
    const answers = log.toString('latin1').split('\0').slice(0, -1);
    if (answers.length !== messages.length) throw new Error(`git answered ${answers.length} times`);
    return answers.map((answer) => answer.slice(1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function formatImport(messages: readonly string[]): Buffer {
  const commit = 'commit refs/heads/main\ncommitter C <c@example.org> 1700000000 +0000\n';
  const text = messages.map((message) => `${commit}data ${message.length}\n${message}\n`).join('');
  return Buffer.from(text, 'latin1');
}
