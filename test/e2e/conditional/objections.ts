/** An objection (Art. 46): filed by somebody without an account, followed by its receipt, to its outcome. */
import { expect, it } from 'vitest';
import type { Visit } from '../portal/visit.ts';
import { enterprises } from './datasets.ts';
import { arrive, expectUsable, expectUsableInEnglish, type Person, words } from './person.ts';
import type { Story } from './story.ts';

const { objections: o } = words;
const hostile = '第三行有误 <img src=x onerror="alert(1)">';
const reason = '经核实，第三行已更正';

export function checkObjections(visit: () => Visit, story: () => Story): void {
  it('goes from an anonymous person through the offices to the outcome', async () => {
    const { browser, platform } = visit();
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('dialog', () => expect.fail('what somebody wrote was run'));
    const settled = () => page.locator('#online:not([aria-busy])').waitFor();

    await page.goto(`${platform.url}/datasets/${enterprises}/`);
    await page.getByRole('link', { name: o.dispute }).click();
    await settled();
    expect(await page.inputValue('#dataset')).toBe(enterprises);
    await page.selectOption('#kind', 'error');
    await page.fill('#text', hostile);
    await page.setInputFiles('#files', {
      name: '证据.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%%EOF'),
    });
    await expectUsable(page);
    await page.getByRole('button', { name: o.form.submit }).click();
    const code = (await page.locator('#receipt').textContent()) ?? '';
    await page.getByRole('link', { name: o.receipt.see }).click();
    await page.locator('.as-written', { hasText: '第三行有误' }).waitFor();
    await expectUsable(page);
    const id = new URL(page.url()).searchParams.get('id') ?? '';

    await expect
      .poll(async () => (await platform.get(`/datasets/${enterprises}/`)).text(), { timeout: 30_000 })
      .toContain('id="disputed"');

    const supervisor = await arrive(visit(), 'supervisor', '/supervise/');
    const { reviewer } = story();
    const act = async (
      { page: desk, open: show }: Person,
      name: string,
      values: Readonly<Record<string, string>> = {},
    ) => {
      await show(`/objections/?id=${id}`);
      for (const [field, value] of Object.entries(values)) {
        const control = desk.locator(`#${field}`);
        if ((await control.evaluate((element) => element.tagName)) === 'SELECT')
          await control.selectOption(value);
        else await control.fill(value);
      }
      await desk.getByRole('button', { name, exact: true }).click();
      await desk.locator('#online-status', { hasText: o.act.done }).waitFor();
    };
    await act(supervisor, o.act.forward);
    await act(reviewer, o.act.verify, { 'verify-outcome': 'corrected', 'verify-reason': reason });
    await expectUsable(reviewer.page);
    await act(supervisor, o.act.conclude);
    await expectUsableInEnglish(supervisor);

    // Another tab, which knows nothing but the code.
    const later = await context.newPage();
    await later.goto(`${platform.url}/objections/`);
    await later.fill('#receipt-code', code.toLowerCase());
    await later.getByRole('button', { name: o.receipt.followNow }).click();
    await later.getByText(reason).waitFor();
    expect(await later.locator('#online').textContent()).toContain(o.status.concluded);
    await expect
      .poll(async () => (await platform.get(`/datasets/${enterprises}/`)).text(), { timeout: 30_000 })
      .not.toContain('id="disputed"');
    await later.goto(`${platform.url}/objections/`);
    await later.getByRole('link', { name: /./ }).first().waitFor();
    await expectUsable(later);
    expect([...supervisor.lines]).toEqual([]);
    await context.close();
    await supervisor.page.context().close();
  });
}
