/** `/my/`: one application for those who made it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { told, words } from './person.ts';

const { my } = words;

/** The next step that the page names. */
export const nextStep = (page: Page) => page.locator('.next-step strong').textContent();

/** Every correction that was asked for, as `item：message`. */
export const corrections = (page: Page) => page.locator('.notice ol > li').allInnerTexts();

export async function goAndCorrect(page: Page): Promise<void> {
  await page.getByRole('link', { name: my.correct }).click();
  await page.locator('#purpose').waitFor();
}

/** The text of the agreement as it is shown. */
export const agreement = (page: Page) => page.locator('.agreement').textContent();

export async function sign(page: Page): Promise<void> {
  await page.check('#agree');
  await page.getByRole('button', { name: my.signNow, exact: true }).click();
  await told(page, my.signed);
}

/** Makes a key; answers the secret that the page shows. */
export async function makeKey(page: Page, name: string): Promise<string> {
  await page.fill('#key-name', name);
  await page.getByRole('button', { name: my.makeKey }).click();
  return (await page.locator('#secret').textContent()) ?? '';
}

export async function keep(page: Page): Promise<void> {
  await page.getByRole('button', { name: my.kept }).click();
  await told(page, my.keyMade);
}

const read = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (address) => (await fetch(address)).json(), path);

interface Revoked {
  readonly application: { readonly revocation: { readonly at: string } };
}
interface Use {
  readonly data: readonly { readonly at: string; readonly status: number }[];
}

/** Milliseconds from the revocation to the last request that was still answered, by the platform's clock and log. */
export async function givenAfterRevocation(page: Page, id: string): Promise<number> {
  const path = `/api/v1/applications/${id}`;
  const { application } = await read<Revoked>(page, path);
  const requests = async () => (await read<Use>(page, `${path}/use/requests`)).data;
  // The log is written within a second.
  await expect
    .poll(async () => (await requests()).some(({ status }) => status === 403), { timeout: 10_000 })
    .toBe(true);
  const given = (await requests()).filter(({ status }) => status === 200).map(({ at }) => Date.parse(at));
  return Math.max(...given) - Date.parse(application.revocation.at);
}
