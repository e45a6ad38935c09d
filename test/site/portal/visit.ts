import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { PortalServer } from '../../support/portal-server.ts';
import type { PortalFixture } from './fixture.ts';

export interface Visit {
  readonly browser: Browser;
  readonly server: PortalServer;
  readonly fixture: PortalFixture;
}

/** The day on which the checks read the portal: five days after its build. */
export const readingDay = new Date('2026-03-15T02:00:00Z');

/** Opens `address` in a context of its own, runs `check`, and fails on any script error or policy violation. */
export async function open(
  { browser, server }: Visit,
  address: string,
  options: BrowserContextOptions,
  check: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 404'))
      troubles.push(message.text());
  });
  try {
    await page.clock.setFixedTime(readingDay);
    await page.goto(server.url + address, { waitUntil: 'load' });
    await check(page);
    if (troubles.length > 0) throw new Error(`${address}: ${troubles.join('; ')}`);
  } finally {
    await context.close();
  }
}
