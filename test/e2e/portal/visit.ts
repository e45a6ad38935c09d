/** A reader with a browser in front of the running platform. */
import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { inWindow } from '../../support/window.ts';
import type { Platform } from '../platform.ts';

export interface Visit {
  readonly browser: Browser;
  readonly platform: Platform;
}

/** What went wrong in a page while it was read, as lines; empty when nothing did. */
export interface Troubles {
  readonly lines: string[];
}

/** Writes down script errors, policy violations, failed requests and requests to anywhere but the platform. */
export function watch(page: Page, url: string): Troubles {
  const lines: string[] = [];
  const note = (what: string): void => void lines.push(`${new URL(page.url()).pathname}: ${what}`);
  page.on('pageerror', (error) => note(error.message));
  page.on('console', (message) => {
    // Chromium reports violations of the content security policy as errors, too.
    if (message.type() === 'error') note(message.text());
  });
  page.on('request', (request) => {
    if (!isOwn(request, url)) note(`asked ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') note(`${request.url()} failed`);
  });
  return { lines };
}

const isOwn = (request: Request, url: string): boolean =>
  request.url().startsWith(`${url}/`) || request.url().startsWith('data:');

/** Opens `path` and runs `check`; throws when the page had any trouble. */
export function open(
  { browser, platform }: Visit,
  path: string,
  options: BrowserContextOptions,
  check: (page: Page) => Promise<void>,
): Promise<void> {
  return inWindow(browser, options, async (page) => {
    const { lines } = watch(page, platform.url);
    await page.goto(platform.url + path, { waitUntil: 'load' });
    await check(page);
    if (lines.length > 0) throw new Error(lines.join('\n'));
  });
}
