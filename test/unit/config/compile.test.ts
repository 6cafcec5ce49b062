import { hostname } from 'node:os';
import { CORE_RULES } from '../../../src/lint/core-rules.ts';
import { defaultSettings } from '../../../src/rule/rule.ts';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../src/config/compile.ts';
import type { Layer } from '../../../src/config/merge-layers.ts';
import { configJsonSchema } from '../../../src/config/schema.ts';
import type { Policy } from '../../../src/push/policy.ts';

const LINT = defaultSettings(CORE_RULES);
const REPOSITORY = '/srv/git/web.git';

const DEFAULTS = {
  repository: REPOSITORY,
  state: '/srv/git/web.git/andon',
  pusher: 'os-user',
  lines: [{ name: 'main', refs: ['HEAD'], fix: 'first-parent', reverts: false, override: [], exempt: [] }],
  unlistedRefs: 'free',
  unknownLine: 'refuse',
  onUnavailable: { mode: 'closed' },
  deadlineMs: 20_000,
  limits: { refs: 20_000, commits: 100_000, commitBytes: 1_048_576 },
  lint: LINT,
};

function compileLayers(server: unknown, repository: unknown): Policy {
  const compiled = compilePolicy(
    [
      { file: 'server.yaml', scope: 'server', value: server },
      { file: 'andon.yaml', scope: 'repository', value: repository },
    ],
    REPOSITORY,
  );
  if (compiled.kind === 'refused') throw new Error(JSON.stringify(compiled.problems));
  return compiled.policy;
}

describe('compilePolicy()', () => {
  test('fills in every default where nothing is configured', () => {
    expect(compilePolicy([], REPOSITORY)).toEqual({ kind: 'compiled', policy: DEFAULTS });
  });

  test('knows the server that has the store, and calls the repository by its host as well', () => {
    const server = { store: 'https://andon.example', tokenFile: '/etc/t', caFile: '/etc/c.pem' };
    expect(compileLayers(server, {})).toMatchObject({
      server: { url: 'https://andon.example', tokenFile: '/etc/t', caFile: '/etc/c.pem' },
      repository: `${hostname()}:${REPOSITORY}`,
    });
    expect(compileLayers(server, { repository: 'web' })).toMatchObject({ repository: 'web' });
  });

  test.each([
    'ftp://a',
    'https://u:p@a',
    'https://a/?b',
    '/srv/store',
    'https://a/#b',
    'https://a/v1',
    'https://a//',
  ])('takes no %s for a server', (store) => {
    expect(() => compileLayers({ store }, {})).toThrow('store is ');
  });

  test('takes every setting over', () => {
    const line = {
      refs: ['HEAD', 'refs/heads/release/*', 'refs/**'],
      fix: 'every',
      reverts: true,
      override: ['dana', 'team-*'],
      exempt: ['ci'],
      contact: '#builds',
    };
    const settings = {
      state: '/srv/andon',
      repository: 'web',
      pusher: 'env:WHO',
      lines: { main: line },
      unlistedRefs: 'refuse',
      unknownLine: 'free',
      onUnavailable: { lastKnown: '15m' },
      deadline: '4s',
      limits: { refs: 1, commits: 2, commitSize: 2048, paths: 3, contentSize: 4096 },
      lint: { 'no-fixup': 'warn', 'subject-max-length': { max: 72 } },
    };
    expect(compileLayers({}, settings)).toEqual({
      repository: 'web',
      state: '/srv/andon',
      pusher: 'env:WHO',
      lines: [{ name: 'main', ...line }],
      unlistedRefs: 'refuse',
      unknownLine: 'free',
      onUnavailable: { mode: 'last-known', maxAgeMs: 900_000 },
      deadlineMs: 4_000,
      limits: { refs: 1, commits: 2, commitBytes: 2048, changes: { paths: 3, bytes: 4096 } },
      lint: {
        ...LINT,
        'no-fixup': { severity: 'warn' },
        'subject-max-length': { severity: 'error', max: 72 },
      },
    });
  });

  test('lays the repository over the server: maps merge, lists and scalars replace', () => {
    const policy = compileLayers(
      {
        state: '../andon',
        lines: { main: { refs: ['HEAD'], override: ['dana'] }, docs: { refs: ['refs/heads/docs'] } },
        limits: { refs: 10, commits: 20 },
        onUnavailable: { lastKnown: '1h' },
      },
      { lines: { main: { override: ['eve'], fix: 'any' } }, limits: { refs: 11 }, onUnavailable: 'open' },
    );
    expect(policy.state).toBe('/srv/git/andon');
    expect(policy.lines.map(({ name, refs, fix, override }) => ({ name, refs, fix, override }))).toEqual([
      { name: 'main', refs: ['HEAD'], fix: 'any', override: ['eve'] },
      { name: 'docs', refs: ['refs/heads/docs'], fix: 'first-parent', override: [] },
    ]);
    expect(policy.limits).toEqual({ refs: 11, commits: 20, commitBytes: 1_048_576 });
    expect(policy.onUnavailable).toEqual({ mode: 'open' });
  });

  test('keeps the options of a rule when a stronger layer says only its severity', () => {
    const policy = compileLayers(
      { lint: { 'subject-max-length': { severity: 'error', max: 72 }, 'no-fixup': 'off' } },
      { lint: { 'subject-max-length': 'warn' } },
    );
    const { 'no-fixup': _off, ...on } = LINT;
    expect(policy.lint).toEqual({ ...on, 'subject-max-length': { severity: 'warn', max: 72 } });
  });

  test('names for each problem the file it is in', () => {
    const compiled = compilePolicy(
      [
        {
          file: 'server.yaml',
          scope: 'server',
          value: { repository: 'web', lines: { web: { fix: 'tip' } } },
        },
        { file: 'andon.yaml', scope: 'repository', value: { lines: { web: { override: ['a', 'a'] } } } },
      ],
      REPOSITORY,
    );
    expect(compiled).toEqual({
      kind: 'refused',
      problems: [
        {
          file: 'server.yaml',
          message: 'repository would give every repository of the server the same name',
        },
        { file: 'andon.yaml', message: 'lines.web.refs is missing, expected a list of ref patterns' },
        { file: 'andon.yaml', message: 'lines.web.override names "a" twice' },
      ],
    });
  });
});

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly additionalProperties?: Described | false;
}

test('configJsonSchema() describes every key', () => {
  const undescribed: string[] = [];
  const walk = (schema: Described, path: string): void => {
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      if (child.description === undefined) undescribed.push(`${path}${key}`);
      walk(child, `${path}${key}.`);
    }
    if (schema.additionalProperties) walk(schema.additionalProperties, `${path}*.`);
  };
  const schema: Described = configJsonSchema();
  walk(schema, '');
  expect(undescribed).toEqual([]);
  expect(Object.keys(schema.properties ?? {})).toHaveLength(17);
});

describe('lint rules', () => {
  test.each([
    [
      'a rule that does not exist',
      { 'no-fixpu': 'warn' },
      'lint.no-fixpu is no lint rule, did you mean no-fixup?',
    ],
    [
      'an option that does not exist',
      { 'subject-max-length': { mx: 50 } },
      'lint.subject-max-length.mx is no option of the rule, did you mean max?',
    ],
    [
      'a value that the rule cannot take',
      { 'subject-max-length': { max: 'many' } },
      'lint.subject-max-length.max has to be a whole number from 1 to 10000',
    ],
    [
      'a pattern that would not take linear time',
      { 'message-forbidden': { patterns: ['a', '(?=b)'] } },
      expect.stringMatching(/^lint.message-forbidden.patterns cannot be run: .*\(RE2's syntax/) as string,
    ],
    [
      'a pattern inside a map of a list',
      { 'trailer-value': { trailers: [{ key: 'Ticket', forbidden: '(a)\\1' }] } },
      expect.stringMatching(/^lint.trailer-value.trailers cannot be run: .*\(RE2's syntax/) as string,
    ],
  ])('are refused: %s', (_, lint, message) => {
    const layer: Layer = { file: 'andon.yaml', scope: 'repository', value: { lint } };
    expect(compilePolicy([layer], '/srv/web.git')).toEqual({
      kind: 'refused',
      problems: [{ file: 'andon.yaml', message }],
    });
  });
});
