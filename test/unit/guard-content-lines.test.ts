import { describe, expect, it } from 'vitest';
import { SECRET_KINDS } from '../../src/guard/secret-kinds.ts';
import { findSecret } from '../../src/guard/find-secret.ts';
import { testChangeRule } from '../support/change.ts';

const SQL = {
  paths: ['*.php'],
  except: ['test/'],
  pattern: '(?i)select .*["\'] *\\.',
  say: 'Bind values to a prepared statement',
};
const contents = [SQL, { paths: ['/web/'], pattern: 'Straße|^eval', say: 'No' }];
const bad = 'q("SELECT a FROM b WHERE c=" . $c)';

/** A text as Windows' own programs write it. */
const utf16le = (text: string): string => Buffer.from(`\ufeff${text}`, 'utf16le').toString('latin1');
const swap = (bytes: string): string => Buffer.from(bytes, 'latin1').swap16().toString('latin1');

testChangeRule('content-forbidden', {
  accepted: [
    [{ path: 'a.php', content: bad }],
    [{ path: 'a.php', content: 'q("SELECT ?", $c)' }, { contents }],
    [{ path: 'a.js', content: bad }, { contents }],
    [{ path: 'test/a.php', content: bad }, { contents }],
    [{ path: 'a.php', was: `x\n${bad}\n`, content: `${bad}\ny\n` }, { contents }],
    [{ path: 'a.php', was: `x\r\n${bad}\r\n`, content: `x\n${bad}\nnew\n` }, { contents }],
    [{ path: 'a.php', mode: '000000', was: bad }, { contents }],
    [{ path: 'a.php', was: null, wasMode: '100755', content: bad }, { contents }],
    [{ path: 'web/a', content: 'x eval' }, { contents }],
  ],
  refused: [
    [
      { path: 'd/a.php', content: `<?\n${bad}\n` },
      '"d/a.php", line 2: Bind values to a prepared statement',
      { contents },
    ],
    [
      { path: 'a.php', was: `${bad}\n`, content: `${bad}\nx\0\n${bad}\n` },
      '"a.php", line 3: Bind values to a prepared statement',
      { contents },
    ],
    [{ path: 'web/a', content: 'x\n\nStra\xc3\x9fe' }, '"web/a", line 3: No', { contents }],
    [{ path: 'web/a', content: 'x\reval' }, '"web/a", line 2: No', { contents }],
    [{ path: 'web/a', content: utf16le('x\nStraße\n') }, '"web/a", line 2: No', { contents }],
    [
      { path: 'web/a.php', content: `eval\n${bad}` },
      ['"web/a.php", line 2: Bind values to a prepared statement', '"web/a.php", line 1: No'],
      { contents },
    ],
    [{ path: 'a.php', size: 10 ** 9 }, '"a.php" is too large to look for forbidden content', { contents }],
    [
      { path: 'a.php', content: 'x\n'.repeat(1_000_001) },
      '"a.php" is too large to look for forbidden content',
      { contents },
    ],
  ],
  bad: [
    [{ contents: [{ paths: ['*'], pattern: 'x' }] }, 'contents has in its entry 1 no "say"'],
    [{ contents: [SQL, { ...SQL, path: 'x' }] }, 'contents has in its entry 2 an unknown "path"'],
    [
      { contents: [{ ...SQL, paths: '*' }] },
      'contents has in its entry 1 a "paths" that has to be a list of strings',
    ],
    [{ contents: ['x'] }, 'contents has to be a list of maps'],
    [{ contents: SQL }, 'contents has to be a list of maps'],
  ],
});

// Put together here, so that no scanner takes this file for a leak.
const key = (start: string, rest: string, count: number): string => start + rest.repeat(count);
const GITHUB = key('gh', 'p_', 1) + 'Ab1'.repeat(12);
const PEM = `${'-'.repeat(5)}BEGIN RSA PRIVATE KEY${'-'.repeat(5)}`;

testChangeRule('secrets', {
  accepted: [
    [{ path: 'a', content: 'nothing\nAKIA\nghp_short' }],
    [{ path: 'a', content: `xAKIA${'Q'.repeat(16)}` }],
    [{ path: 'a', content: `AKIA${'Q'.repeat(17)}` }],
    [{ path: 'a', content: 'AKIAIOSFODNN7EXAMPLE' }],
    [{ path: 'test/key.pem', content: PEM }, { allow: ['test/'] }],
    [{ path: 'a', content: PEM }, { except: ['private-key'] }],
    [{ path: 'a', was: `${PEM}\n`, content: `x\n${PEM}\n` }],
    [{ path: 'a', was: utf16le(`${PEM}\n`), content: utf16le(`x\n${PEM}\n`) }],
    [{ path: 'a', content: '\xff\xfe' }],
    [{ path: 'a', content: '\xff\xfex' }],
    [{ path: 'a', mode: '120000', content: PEM }],
    [{ path: 'a', content: PEM.replace('PRIVATE', 'PUBLIC') }],
    [{ path: 'a', size: 10 ** 9 }, { allow: ['a'] }],
  ],
  refused: [
    [{ path: 'd/a', content: `x\ntoken=${GITHUB}\n` }, '"d/a", line 2: GitHub token (ghp_...)'],
    [{ path: 'a', content: PEM }, '"a", line 1: private key (----...)'],
    [{ path: 'a', content: `{"private_key": "${PEM}\\n"}` }, '"a", line 1: private key (----...)'],
    [{ path: 'a', content: utf16le(`x\r\n${GITHUB}`) }, '"a", line 2: GitHub token (ghp_...)'],
    [{ path: 'a', content: swap(utf16le(GITHUB)) }, '"a", line 1: GitHub token (ghp_...)'],
    [
      { path: 'a', was: utf16le('x\n'), content: utf16le(`x\n${GITHUB}\n`) },
      '"a", line 2: GitHub token (ghp_...)',
    ],
    [{ path: 'a', content: `\0\xff${GITHUB}` }, '"a", line 1: GitHub token (ghp_...)'],
    [{ path: 'a', was: 'x\n', content: `x\n${GITHUB}` }, '"a", line 2: GitHub token (ghp_...)'],
    [{ path: 'a', size: 10 ** 9 }, '"a" is too large to look for secrets'],
    [
      { path: 'a', content: `${GITHUB}\n`.repeat(9) },
      [1, 2, 3].map((line) => `"a", line ${line}: GitHub token (ghp_...)`),
    ],
  ],
  bad: [[{ allow: 'test/' }, 'allow has to be a list of strings']],
});

/** One text for each kind, by the form that its page shows. */
const FORMS: Readonly<Record<string, string>> = {
  'private-key': PEM.replace('RSA', 'OPENSSH'),
  'putty-key': key('PuTTY-User', '-Key-File-3: x', 1),
  age: key('AGE-SECRET', '-KEY-1', 1) + 'Q'.repeat(58),
  aws: key('AS', 'IA', 1) + 'Q2'.repeat(8),
  github: key('github', '_pat_', 1) + 'a'.repeat(22) + '_' + 'b'.repeat(59),
  gitlab: key('gl', 'pat-', 1) + 'x_-1'.repeat(5),
  slack: key('xo', 'xb-', 1) + '123456789012-123456789012-abcdef',
  'slack-webhook': key('https://hooks.slack', '.com/services/', 1) + 'T00000000/B00000000/' + 'X'.repeat(24),
  stripe: key('sk', '_live_', 1) + 'a1B2'.repeat(6),
  google: key('AI', 'za', 1) + 'Sy-_9'.repeat(7),
  'google-oauth': key('GOC', 'SPX-', 1) + 'a-_1'.repeat(7),
  npm: key('np', 'm_', 1) + 'aB1'.repeat(12),
  pypi: key('pypi-', 'AgEIcHlwaS5vcmc', 1) + 'aB-_1'.repeat(10),
  docker: key('dckr', '_pat_', 1) + 'a-_'.repeat(9),
  sendgrid: `${key('S', 'G.', 1)}${'a'.repeat(22)}.${'b'.repeat(43)}`,
  digitalocean: key('do', 'p_v1_', 1) + '0a'.repeat(32),
  shopify: key('shp', 'at_', 1) + '0A'.repeat(16),
  'hugging-face': key('h', 'f_', 1) + 'aB'.repeat(17),
  openai: `${key('sk-', 'proj-', 1)}${'a'.repeat(40)}T3BlbkFJ${'b'.repeat(40)}`,
  anthropic: key('sk-', 'ant-api03-', 1) + 'aB-_'.repeat(23),
  vault: key('hv', 's.', 1) + 'aB1_'.repeat(6),
  grafana: `${key('gl', 'sa_', 1)}${'aB'.repeat(16)}_0123abcd`,
  'azure-storage': `${key('Account', 'Key=', 1)}${'aB'.repeat(43)}==`,
  'new-relic': key('NR', 'AK-', 1) + 'A1B'.repeat(9),
  linear: key('lin', '_api_', 1) + 'aB'.repeat(20),
  postman: `${key('PM', 'AK-', 1)}${'0a'.repeat(12)}-${'0a'.repeat(17)}`,
};

describe('findSecret()', () => {
  it.each(SECRET_KINDS)('knows $id by its form', ({ id, source }) => {
    expect(findSecret(`x = "${FORMS[id]}";`, [])?.kind.id).toBe(id);
    expect(source).toMatch(/^[a-z0-9.-]+\.[a-z]+\/\S*$/);
  });

  it('takes linear time, whatever the text', () => {
    const starts = [
      '-----BEGIN ',
      'A A ',
      'sk-proj-',
      'glpat-',
      'xoxb-1-',
      'hvs.',
      'pypi-AgEIcHlwaS5vcmc',
      'ghp_',
    ];
    for (const start of starts) {
      const text = start.repeat(1_000_000 / start.length);
      const began = performance.now();
      findSecret(text, []);
      findSecret(text, ['gitlab', 'vault', 'pypi']);
      expect(performance.now() - began).toBeLessThan(1_000);
    }
  });
});
