/** `/apply/`: the form, its defects, and what is written in it. */
import type { Page } from 'playwright-core';
import { shared, words } from './person.ts';

export interface Answers {
  readonly phone?: string;
  readonly purpose?: string;
  readonly fields?: readonly string[];
}

/** The items of the guide that the summary of defects names, in its order. */
export function defectiveItems(page: Page): Promise<string[]> {
  return page.locator('.notice.danger[tabindex] li > a').allInnerTexts();
}

export async function fillIn(page: Page, { phone, purpose, fields = [] }: Answers): Promise<void> {
  if (phone !== undefined) await page.fill('#contact-phone', phone);
  if (purpose !== undefined) await page.fill('#purpose', purpose);
  for (const name of fields) await page.check(`input[name=fields][value=${name}]`);
}

/** Everything that the guide asks for besides. */
export async function fillInTheRest(page: Page): Promise<void> {
  await page.fill('#contact-name', '刘松');
  await page.fill('#scope', '长春市');
  await page.fill('#scenario', '为中小企业融资提供信用画像服务。');
  for (const kind of ['records', 'export']) await page.check(`input[name=access][value=${kind}]`);
  await page.selectOption('#frequency-cycle', 'daily');
  await page.fill('#frequency-day', '5000');
  await page.fill('#term', '12');
  await page.fill('#security', '专人专机处理，加密存储和传输，访问留痕，到期销毁并出具证明。');
  for (const box of await page.locator('input[name=undertakings]').all()) await box.check();
  const [name, text] = ['安全制度.pdf', '%PDF-1.4\n%%EOF\n'];
  await page.setInputFiles('#attachments', { name, mimeType: 'application/pdf', buffer: Buffer.from(text) });
  await page.locator('.files li', { hasText: name }).waitFor();
}

const submit = (page: Page) => page.getByRole('button', { name: words.apply.submit }).click();

/** Presses the button of a form that has defects, and waits for them. */
export async function submitInVain(page: Page): Promise<void> {
  await submit(page);
  await page.locator('.notice.danger[tabindex]:focus').waitFor();
}

/** Submits a form; answers the id of the application, whose page is open now. */
export async function submitted(page: Page): Promise<string> {
  await submit(page);
  await page.waitForURL((url) => url.pathname === '/my/');
  await page.locator('.next-step').waitFor();
  return new URL(page.url()).searchParams.get('application') ?? '';
}

/** After a return: says why an item stays as it is. */
export async function explain(page: Page, item: string, text: string): Promise<void> {
  await page.locator('summary', { hasText: shared.explainTitle }).click();
  await page.fill(`#explain-${item}`, text);
}
