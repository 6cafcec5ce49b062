// The board in a real browser, with real pushes beside it.
import { expect, test } from 'vitest';
import {
  expectReadableFromAfar,
  expectSound,
  keepScreenshot,
  openBrowser,
  openPage,
} from '../support/browser.ts';
import { bareScratch } from '../support/scratch.ts';
import { openHost, startServer } from '../support/server.ts';

const MANY_LINES =
  'lines:\n  main: { refs: [HEAD] }\n  release-2: { refs: [refs/heads/r2] }\n  docs: { refs: [refs/heads/docs] }\n  mobile: { refs: [refs/heads/m] }\n';

test('the cord pulled on the page refuses a push at once, and another open page turns red by itself', async () => {
  const home = bareScratch();
  const server = await startServer(home, { flags: ['--anonymous-read'] });
  const host = await openHost(server, MANY_LINES);
  await host.commit('first\n');
  expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });

  const browser = await openBrowser();
  const wall = await openPage(browser, `${server.url}/?wall`, { viewport: { width: 1920, height: 1080 } });
  await expectSound(wall);
  await keepScreenshot(wall.page, 'wall-running');
  const token = await server.newToken('--scope', 'resume', '--name', 'ann');
  const desk = await openPage(browser, `${server.url}/`, { token, viewport: { width: 1280, height: 800 } });
  const main = desk.page.locator('#line-main');
  await main.getByText('Pull the cord').click();
  await keepScreenshot(desk.page, 'desk-form');
  await expectSound(desk);
  const hostile = 'tests <script>alert(1)</script> "><img src=x onerror=alert(2)>';
  await desk.page.getByLabel('What is wrong on main?').fill(hostile);
  await desk.page.getByRole('button', { name: 'Stop main' }).click();

  await host.commit('second\n');
  const refused = await host.push(['origin', 'main']);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('line main is STOPPED');
  await wall.page.locator('#line-main.stopped').waitFor();
  await wall.page.getByText(hostile).waitFor();
  await wall.page.getByText('1 waiting:').waitFor();
  expect(await wall.page.locator('#news').textContent()).toBe('main: Stopped');
  await host.andon(['stop', 'docs', '--caution', '30m', '-m', 'the translator is slow']);
  await wall.page.locator('#line-docs.cautioned').waitFor();
  await keepScreenshot(wall.page, 'wall-stopped');
  await expectReadableFromAfar(wall.page);
  await expectSound(wall);
  await keepScreenshot(desk.page, 'desk-stopped');
  await expectSound(desk);
  for (const colorScheme of ['light', 'dark'] as const) {
    const phone = await openPage(browser, `${server.url}/`, {
      viewport: { width: 390, height: 844 },
      colorScheme,
    });
    await keepScreenshot(phone.page, `phone-${colorScheme}`);
    await expectSound(phone);
    await phone.page.context().close();
  }

  await main.getByRole('button', { name: 'I am on it' }).click();
  await main.getByText('ann is on it').waitFor();
  await main.getByText('Lift stop 1').first().click();
  await main.getByLabel('What made main safe?').fill('reverted');
  await main.getByRole('button', { name: 'Lift stop 1' }).click();
  await wall.page.locator('#line-main.running').waitFor();
  expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  await expectSound(wall);
  await expectSound(desk);
});

test('a commit full of HTML and script is shown as text, on every page', async () => {
  const home = bareScratch();
  const server = await startServer(home, { flags: ['--anonymous-read'] });
  const host = await openHost(server);
  const subject = `<script>alert(1)</script>"'><img src=x onerror=alert(2)> \u202egnp.exe`;
  const started = ['--started', '2026-11-21T12:00:00Z'];
  const report = async (revision: string, status: string, build: string) =>
    host.andon([
      'ci',
      'report',
      '--line',
      'main',
      '--job',
      'unit',
      '--build',
      build,
      '--revision',
      revision,
      '--status',
      status,
      ...started,
    ]);
  for (let count = 1; count <= 12; count++) {
    const revision = await host.commit(count === 12 ? `${subject}\n` : `change ${count}\n`);
    expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
    if (count % 4 > 0 || count === 12) continue;
    expect(await report(revision, 'passed', `b${count}`)).toMatchObject({ code: 0 });
  }
  const red = await report(await host.git(['rev-parse', 'HEAD']), 'failed', 'b13');
  expect(red).toMatchObject({ code: 0 });
  await host.commit(`${subject} again\n`);
  expect(await host.push(['origin', 'main'])).toMatchObject({ code: 1 });

  const browser = await openBrowser();
  const token = await server.newToken('--scope', 'resume', '--name', 'ann');
  const desk = await openPage(browser, `${server.url}/lines/main`, {
    token,
    viewport: { width: 1280, height: 800 },
  });
  const { page } = desk;
  const shown = String.raw`<script>alert(1)</script>"'><img src=x onerror=alert(2)> \u202egnp.exe`;
  await page.getByText(shown).first().waitFor();
  await page.getByText('As a table').click();
  await keepScreenshot(page, 'line-desk');
  await expectSound(desk);
  await page.locator('.strip a').first().click();
  await page.getByText(shown).first().waitFor();
  await keepScreenshot(page, 'push-desk');
  await expectSound(desk);
  await page.getByRole('link', { name: 'Journal' }).click();
  await page.getByLabel('Rule').fill('line-stopped');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(/rule=line-stopped/);
  expect(await page.locator('.events li').count()).toBe(1);
  await keepScreenshot(page, 'journal-desk');
  await expectSound(desk);
  const phone = await openPage(browser, `${server.url}/lines/main`, {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  await keepScreenshot(phone.page, 'line-phone');
  await expectSound(phone);
  // What is not well-formed has a parsererror in it.
  for (const path of ['/badge/main.svg', '/feed/main.atom']) {
    const root: string = await page.evaluate(`(async () => {
      const text = await (await fetch('${path}')).text();
      return new DOMParser().parseFromString(text, 'application/xml').documentElement.outerHTML;
    })()`);
    expect(root).toMatch(/^<(?:svg|feed) /);
    expect(root).not.toContain('parsererror');
  }
  expect(desk.complaints).toEqual([]);
});

test('a page says that it is cut off, comes back by itself, and keeps what is being typed', async () => {
  const home = bareScratch();
  const server = await startServer(home, { flags: ['--anonymous-read'] });
  const host = await openHost(server, MANY_LINES);
  const browser = await openBrowser();
  const token = await server.newToken('--scope', 'stop', '--name', 'ann');
  const { page: desk } = await openPage(browser, `${server.url}/`, { token });
  const { page: wall } = await openPage(browser, `${server.url}/?wall`);
  await desk.locator('#line-main').getByText('Pull the cord').click();
  const field = desk.getByLabel('What is wrong on main?');
  await field.fill('the tests');
  expect(await host.andon(['stop', 'docs', '-m', 'red'])).toMatchObject({ code: 0 });
  await desk.locator('#line-docs.stopped').waitFor();
  await desk.keyboard.type(' are red');
  expect(await field.inputValue()).toBe('the tests are red');

  await server.stop('SIGKILL');
  await wall.getByText('Connection lost').waitFor();
  await keepScreenshot(wall, 'wall-offline');
  await startServer(home, { port: Number(new URL(server.url).port), flags: ['--anonymous-read'] });
  expect(await host.andon(['stop', 'mobile', '-m', 'red too'])).toMatchObject({ code: 0 });
  await wall.locator('#line-mobile.stopped').waitFor();
  await wall.getByText('Connection lost').waitFor({ state: 'hidden' });
});

test('without JavaScript one logs in, pulls the cord and resumes', async () => {
  const home = bareScratch();
  const server = await startServer(home);
  const host = await openHost(server);
  const browser = await openBrowser();
  const token = await server.newToken('--scope', 'resume', '--name', 'ann');
  const { page } = await openPage(browser, `${server.url}/`, { token, javaScriptEnabled: false });
  // From the keyboard alone.
  await page.getByText('Pull the cord').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('tests red');
  await page.keyboard.press('Enter');
  await page.locator('#line-main.stopped').waitFor();
  expect(await host.andon(['status'])).toMatchObject({ code: 3 });
  await page.locator('summary', { hasText: 'Lift stop 1' }).click();
  await page.getByLabel('What made main safe?').fill('reverted');
  await page.getByRole('button', { name: 'Lift stop 1' }).click();
  await page.locator('#line-main.running').waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});
