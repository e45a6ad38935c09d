/** `/desk/`: the queue and one case; `/supervise/` shows a case in the same way. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { told, words } from './person.ts';

const { desk } = words;

/** Addresses of the cases in the lists of the page. */
export const listed = (page: Page): Promise<string[]> =>
  page.$$eval('#online table a', (links) => links.map((link) => (link as HTMLAnchorElement).href));

/** What can be done with the case: the commands that have a panel. */
export const offered = (page: Page): Promise<string[]> =>
  page.$$eval('#online [data-command]', (panels) =>
    panels.map((panel) => (panel as HTMLElement).dataset.command ?? ''),
  );

/** Opens the panel of a command unless it stands open. */
async function panel(page: Page, command: string) {
  const shown = page.locator(`[data-command=${command}]`);
  if ((await shown.getAttribute('open')) === null) await shown.locator('summary').first().click();
  return shown;
}

/** Writes what is to be corrected beside the item it is about. */
export async function askCorrection(page: Page, item: string, message: string): Promise<void> {
  await page.locator(`#item-${item} summary`).click();
  await page.fill(`#correct-${item}`, message);
}

export async function sendBack(page: Page): Promise<void> {
  await (await panel(page, 'return')).getByRole('button', { name: desk.returnNow }).click();
  await told(page, desk.returned);
}

export async function accept(page: Page): Promise<void> {
  await (await panel(page, 'accept')).getByRole('button', { name: desk.acceptNow }).click();
  await told(page, desk.accepted);
}

export interface Terms {
  /** Asked for, and not granted. */
  readonly without: string;
  /** Only rows of which this field has this value. */
  readonly where: readonly [field: string, value: string];
}

/** Fills in the terms of the grant and the reason. */
export async function writeDecision(page: Page, { without, where: [field, value] }: Terms): Promise<void> {
  const terms = await panel(page, 'approve');
  // Sensitive: not preset.
  expect(await terms.locator(`input[value=${without}]`).isChecked()).toBe(false);
  await terms.getByRole('button', { name: desk.addRow }).click();
  await terms.locator('#row-field-1').selectOption(field);
  await terms.locator('#row-values-1').fill(value);
  await terms.locator('#rate-requests').fill('100');
  await terms.locator('#approve-reason').fill('用途明确，措施适当。');
  // No basis in law is chosen beforehand.
  await terms.locator('input[name=approve-article][value="28"]').check();
}

export async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: desk.approveNow }).click();
  await told(page, desk.approved);
}

export async function revoke(page: Page, reason: string): Promise<void> {
  const shown = await panel(page, 'revoke');
  await shown.locator('#revoke-reason').fill(reason);
  await shown.locator('input[name=revoke-article][value="45"]').check();
  await shown.getByRole('button', { name: desk.revokeNow }).click();
  await told(page, desk.revoked);
}
