import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { PortalServer } from '../../support/portal-server.ts';
import { inNewWindow, inWindow } from '../../support/window.ts';
import type { PortalFixture } from './fixture.ts';

export interface Visit {
  readonly browser: Browser;
  readonly server: PortalServer;
  readonly fixture: PortalFixture;
}

/** The day on which the checks read the portal: five days after its build. */
export const readingDay = new Date('2026-03-15T02:00:00Z');

/** Opens `address`, runs `check`, and fails on any script error or policy violation. */
export function open(
  visit: Visit,
  address: string,
  options: BrowserContextOptions,
  check: (page: Page) => Promise<void>,
): Promise<void> {
  return inWindow(visit.browser, options, (page) => look(visit, page, address, check));
}

/** The same in a window of its own. */
export function openAnew(visit: Visit, address: string, check: (page: Page) => Promise<void>): Promise<void> {
  return inNewWindow(visit.browser, (page) => look(visit, page, address, check));
}

async function look(
  { server }: Visit,
  page: Page,
  address: string,
  check: (page: Page) => Promise<void>,
): Promise<void> {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 404'))
      troubles.push(message.text());
  });
  await page.clock.setFixedTime(readingDay);
  await page.goto(server.url + address, { waitUntil: 'load' });
  await check(page);
  if (troubles.length > 0) throw new Error(`${address}: ${troubles.join('; ')}`);
}
