import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type PortalServer, servePortal } from '../support/portal-server.ts';
import { checkAccessibility } from './portal/accessibility.ts';
import { buildFixture, type PortalFixture } from './portal/fixture.ts';
import { checkPages } from './portal/pages.ts';
import { checkReading } from './portal/reading.ts';
import { checkSearch } from './portal/search.ts';

let fixture: PortalFixture;
let server: PortalServer;
let browser: Browser;

beforeAll(async () => {
  [fixture, browser] = await Promise.all([buildFixture(), launchBrowser()]);
  server = await servePortal(fixture.directory, fixture.files);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  fixture?.remove();
});

const visit = () => ({ browser, server, fixture });

describe('the built portal', { timeout: 60_000 }, () => checkPages(() => fixture));
describe('the portal in a browser', { timeout: 60_000 }, () => checkReading(visit));
describe('the search', { timeout: 60_000 }, () => checkSearch(visit));
describe('the portal for everyone', { timeout: 60_000 }, () => checkAccessibility(visit));
