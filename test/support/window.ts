/** Windows of a browser that are used again: a new one costs a process and all that it had loaded, more than most visits. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const wide = { width: 1280, height: 900 };
const idle = new WeakMap<Browser, Map<string, Page[]>>();

/**
 * Runs `use` in a window that remembers nothing but what it has downloaded. What is set for all further documents of
 * a page, like `addInitScript`, stays: a test that does so takes `inNewWindow`.
 */
export async function inWindow(
  browser: Browser,
  { viewport, colorScheme = 'light', ...options }: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const windows = idle.get(browser) ?? new Map<string, Page[]>();
  idle.set(browser, windows);
  const key = JSON.stringify(options);
  const alike = windows.get(key) ?? [];
  windows.set(key, alike);
  const page = alike.pop() ?? (await newPage(browser, options));
  await page.setViewportSize(viewport ?? wide);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  try {
    await use(page);
    await forget(page);
    alike.push(page);
  } catch (error) {
    await page.context().close();
    throw error;
  }
}

/** Runs `use` in a window of its own. */
export async function inNewWindow(browser: Browser, use: (page: Page) => Promise<void>): Promise<void> {
  const page = await newPage(browser, { viewport: wide });
  try {
    await use(page);
  } finally {
    await page.context().close();
  }
}

const newPage = async (browser: Browser, options: BrowserContextOptions): Promise<Page> =>
  (await browser.newContext(options)).newPage();

async function forget(page: Page): Promise<void> {
  for (const event of ['pageerror', 'console', 'request', 'requestfailed']) page.removeAllListeners(event);
  await page.unrouteAll();
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.context().clearCookies();
  await page.goto('about:blank');
}
