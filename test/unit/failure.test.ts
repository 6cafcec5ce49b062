import { describe, expect, it } from 'vitest';
import { renderFailure } from '../../src/hook/run-hook.ts';
import { AndonError } from '../../src/text/andon-error.ts';

const REFUSED = { label: 'error', text: 'push refused' } as const;

describe('renderFailure()', () => {
  it('shows each problem on a line of its own, and leaves the commands to the admin', () => {
    const path = `/srv/${'x'.repeat(90)}`;
    const error = new AndonError(
      'config-untrusted',
      `Others could change the configuration:\n  /a b\n  ${path}`,
      {
        kind: 'config',
        hints: [`chmod go-w ${path}`],
      },
    );
    expect(renderFailure(error, '/log', REFUSED)).toEqual([
      'error: push refused: Others could change the configuration:',
      '  /a b',
      `  ${path.slice(0, 70)}`,
      `  ${path.slice(70)}`,
      'hint: ask the admin to mend it:',
      `hint:   chmod go-w ${path}`,
    ]);
  });

  it('tells the pusher to try again after a deadline', () => {
    const error = new AndonError('deadline-passed', 'git did not answer in time', {
      kind: 'deadline',
      hints: ['push again'],
    });
    expect(renderFailure(error, '/log', { label: 'warning', text: 'the push landed' })).toEqual([
      'warning: the push landed: git did not answer in time',
      'hint: push again',
    ]);
  });

  it('breaks no line of a message that moves the cursor', () => {
    const error = new AndonError('git-failed', 'git failed: \x1b[2J', { kind: 'unavailable' });
    expect(renderFailure(error, '/log', REFUSED)).toEqual([
      String.raw`error: push refused: git failed: \x1b[2J`,
    ]);
  });
});
