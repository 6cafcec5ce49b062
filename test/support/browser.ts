// A real browser: Debian's Chromium, which asks nobody but the test's own server.
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

/** What a page did that it must not: errors, and requests to others. */
export interface Watched {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    // Tests run as root in CI, where Chromium's sandbox cannot.
    args: ['--no-sandbox'],
  });
  onTestFinished(async () => browser.close());
  return browser;
}

/** Opens a page, as somebody with a token or without one; cookies of one page are not those of another. */
export async function openPage(
  browser: Browser,
  url: string,
  { token, ...options }: BrowserContextOptions & { readonly token?: string } = {},
): Promise<Watched> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin)) complaints.push(`asks ${request.url()}`);
  });
  await page.goto(url);
  if (token !== undefined) {
    await page.goto(
      new URL(`/login?next=${encodeURIComponent(url.slice(new URL(url).origin.length))}`, url).href,
    );
    await page.getByLabel('Token').fill(token);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.waitForURL(url);
  }
  return { page, complaints };
}

/** Keeps a picture of a page for people, where ANDON_SCREENSHOTS names a folder. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['ANDON_SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

export async function expectSound({ page, complaints }: Watched): Promise<void> {
  expect(complaints).toEqual([]);
  await expectAccessible(page);
}

/** A wall shows everything at once, in letters of no less than a sixtieth of its width. */
export async function expectReadableFromAfar(page: Page): Promise<void> {
  const seen = (await page.evaluate(`({
    sizes: [...document.querySelectorAll('main *')]
      .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
      .map((each) => parseFloat(getComputedStyle(each).fontSize) / innerWidth),
    hidden: document.documentElement.scrollHeight - innerHeight,
  })`)) as { readonly sizes: readonly number[]; readonly hidden: number };
  expect(seen.sizes.length).toBeGreaterThan(5);
  expect(Math.min(...seen.sizes)).toBeGreaterThan(1 / 60);
  expect(seen.hidden).toBeLessThanOrEqual(0);
}

async function expectAccessible(page: Page): Promise<void> {
  // Past the page's own policy, as an extension would be.
  const { source } = await import('axe-core');
  await page.evaluate(source);
  const { violations } = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
    return axe.run();
  });
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
