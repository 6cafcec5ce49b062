// What we read of .gitattributes and .gitmodules, held against git itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isLfsPath } from '../../src/guard/lfs-attributes.ts';
import { parseModules } from '../../src/guard/modules-file.ts';
import { bareScratch } from '../support/scratch.ts';

// Two stars are a name of their own here: behind letters git takes them for one star in one place and for
// any folders in another, because it takes a literal beginning off before it matches.
const letters = fc
  .array(fc.constantFrom('a', 'b', '*', '?', '[ab]', '[!a]', '.', 'x', '\\a', '[a-c]'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join('').replaceAll(/\*+/g, '*'));
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '/'),
    fc.array(fc.oneof(letters, letters, fc.constantFrom('**', '***')), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '', '', '/'),
  )
  .map(([start, parts, end]) => start + parts.join('/') + end);
const line = fc
  .tuple(
    pattern,
    fc.constantFrom('filter=lfs', 'filter=lfs', '-filter', '!filter', 'filter', 'text', 'filter=x'),
  )
  .map((words) => words.join(' '));
const attributes = fc.array(line, { maxLength: 4 }).map((lines) => lines.map((each) => `${each}\n`).join(''));
const name = fc
  .array(fc.constantFrom('a', 'b', 'c', 'x', '.', '-'), { minLength: 1, maxLength: 3 })
  .map((letters) => letters.join('').replace(/^\.+$/, 'a'));
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));

it('isLfsPath() agrees with git check-attr', async () => {
  const { git, work, path: at, folder } = bareScratch();
  await git(['init', '-q', work], { cwd: folder });
  mkdirSync(at('work', 'a'));
  const paths = fc.array(path, { minLength: 60, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(attributes, attributes, paths, async (top, inner, asked) => {
      const files = new Map([
        ['.gitattributes', top],
        ['a/.gitattributes', inner],
      ]);
      for (const [file, text] of files) writeFileSync(at('work', file), text);
      const said = await git(['check-attr', '-z', '--stdin', 'filter'], { input: `${asked.join('\0')}\0` });
      const values = said.split('\0').filter((_, index) => index % 3 === 2);
      expect(asked.map((each) => isLfsPath(each, files))).toEqual(values.map((value) => value === 'lfs'));
    }),
    { numRuns: 100 },
  );
});

// prettier-ignore
const moduleLine = fc.constantFrom(
  '[submodule "s"]', '[submodule "t"]', '[Submodule "s"]', '[submodule.s]', '[x]', '', '\tpath = a b',
  'url = u', 'URL=v w ', 'url', '# x', 'url = u # x', '; x', 'url = "u"', 'url = u\\', 'update = !x', 'path =',
  '[submodule "s"] url = v', ' \turl\t=\t../u\r', 'url == u', 'url.x = u', 'path = \xa0x', 'url =\r\vu\v',
);

it('parseModules() takes nothing that git config reads otherwise', async () => {
  const { run, path: at } = bareScratch();
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(moduleLine, { maxLength: 4 }), async (lines) => {
      const text = ['[submodule "u"]', ...lines].join('\n');
      const entries = parseModules(text);
      if (entries === undefined) return;
      writeFileSync(at('modules'), text, 'latin1');
      const { code, stdout } = await run('git', ['config', '-z', '-f', 'modules', '--list']);
      expect(code).toBe(0);
      const wanted = stdout
        .split('\0')
        .filter((each) => /^submodule\.[^\n]*\.(?:path|url)(?:\n|$)/.test(each));
      const own = entries.flatMap(({ name, path, url }) => [
        ...(path === undefined ? [] : [`submodule.${name}.path\n${path}`]),
        ...(url === undefined ? [] : [`submodule.${name}.url\n${url}`]),
      ]);
      const texts = own.map((each) => Buffer.from(each, 'latin1').toString());
      expect(texts.sort()).toEqual(wanted.sort());
      if (own.length > 0) taken++;
    }),
    { numRuns: 1_000 },
  );
  expect(taken).toBeGreaterThan(5);
});
