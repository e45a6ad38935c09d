/** Somebody with a browser of their own, signed in to the platform. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { use } from '../../../site/src/i18n/index.ts';
import { fits, violations } from '../../support/accessibility.ts';
import { type Troubles, type Visit, watch } from '../portal/visit.ts';

/** What the pages of conditional opening say in Chinese. */
export const words = use('zh').online;
export const { shared } = words;

export interface Person extends Troubles {
  readonly page: Page;
  /** Opens a page of conditional opening and waits until it shows what it has. */
  open(path: string): Promise<void>;
}

const patience = 30_000;
const wide = { width: 1280, height: 900 };

const settled = (page: Page) => page.locator('#online:not([aria-busy])').waitFor();

/** Opens `path`, is asked to sign in, signs in as a demo account, and comes back to `path`. */
export async function arrive({ browser, platform }: Visit, account: string, path: string): Promise<Person> {
  const context = await browser.newContext({ viewport: wide, locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const { lines } = watch(page, platform.url);
  const open = async (address: string): Promise<void> => {
    await page.goto(platform.url + address);
    await settled(page);
  };
  await open(path);
  await page.locator('#online').getByRole('link', { name: shared.signIn.button }).click();
  await page.click(`button[value="${account}"]`);
  await page.waitForURL(platform.url + path);
  await settled(page);
  return { page, lines, open };
}

/** Waits until the page says aloud that something was done. */
export const told = (page: Page, said: string) => page.locator('#online-status', { hasText: said }).waitFor();

/** The page as it stands now: WCAG 2.2 AA, and no scrolling sideways on a phone. */
export async function expectUsable(page: Page): Promise<void> {
  expect(await violations(page), page.url()).toEqual([]);
  await fits(page, 360);
  await page.setViewportSize(wide);
}

/** The same page in English, on a phone; then back to where the person was. */
export async function expectUsableInEnglish({ page, open }: Person): Promise<void> {
  const { pathname, search } = new URL(page.url());
  await open(`/en${pathname}${search}`);
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  await fits(page, 360);
  expect(await violations(page), page.url()).toEqual([]);
  await page.setViewportSize(wide);
  await open(pathname + search);
}
