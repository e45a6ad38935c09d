/** What goes wrong on the way: the network, the session, somebody faster. Nothing that was written is lost. */
import type { Page, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { fill } from '../../../site/src/scripts/online/dom.ts';
import * as form from './apply-page.ts';
import { enterprises } from './datasets.ts';
import * as desk from './desk-page.ts';
import { expectUsable, type Person, shared, told, words } from './person.ts';
import type { Story } from './story.ts';

const alert = (page: Page, text: string) => page.locator('[role=alert]', { hasText: text }).waitFor();
const state = (page: Page, text: string) => page.locator('.save-state', { hasText: text }).waitFor();
const lose = async (route: Route) => {
  await route.fetch();
  await route.abort();
};
const save = (page: Page) => page.getByRole('button', { name: words.apply.save }).click();

/** Signs out as another tab of the same browser does. */
const signOut = (page: Page) =>
  page.evaluate(async () => {
    const { csrfToken } = await (await fetch('/api/v1/me')).json();
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken };
    await fetch('/auth/logout', { method: 'POST', headers, body: '{}' });
  });

/** Signs in again where the page offers it: in another tab, which asks for the account and comes to the same page. */
async function signInElsewhere(page: Page): Promise<void> {
  const link = page.getByRole('link', { name: shared.signInElsewhere });
  const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await tab.click('button[value="enterprise-a"]');
  await tab.waitForURL(page.url());
  await tab.close();
}

/** A form of its own with everything that the guide asks for, submitted; answers the id. */
async function apply({ page, open }: Person): Promise<string> {
  await open(`/apply/?dataset=${enterprises}`);
  await form.fillIn(page, {
    phone: '0431-88880000',
    purpose: '研究企业存续，形成公开报告',
    fields: ['name'],
  });
  await form.fillInTheRest(page);
  return form.submitted(page);
}

export function checkTrouble(story: () => Story): void {
  it('keeps a draft through a lost network, a reload and an ended session', async () => {
    const { page, open } = story().enterprise;
    page.on('dialog', (dialog) => dialog.accept());
    await open(`/apply/?dataset=${enterprises}`);
    await page.route('**/api/v1/applications', (route) => route.abort());
    await page.fill('#purpose', '没有网络时写下的目的');
    await save(page);
    await state(page, words.apply.notSaved);
    await page.reload();
    await page.locator('#purpose').waitFor();
    expect(await page.inputValue('#purpose')).toBe('没有网络时写下的目的');
    await state(page, words.apply.notSaved);
    await page.unroute('**/api/v1/applications');
    // The answer is lost, not the draft: read anew, the page goes on with the same one.
    await page.route('**/api/v1/applications', lose, { times: 1 });
    await Promise.all([page.waitForEvent('requestfailed'), save(page)]);
    await page.reload();
    await page.waitForURL((url) => url.searchParams.has('application'));
    await state(page, words.apply.saved);
    const drafts = await page.evaluate(async () => (await fetch('/api/v1/applications?status=draft')).json());
    expect(drafts.data).toHaveLength(1);

    await signOut(page);
    await page.fill('#purpose', '登录过期后写下的目的');
    await save(page);
    await alert(page, shared.told.unauthenticated.title);
    await signInElsewhere(page);
    await save(page);
    await state(page, words.apply.saved);
    await page.reload();
    await page.locator('#purpose').waitFor();
    expect(await page.inputValue('#purpose')).toBe('登录过期后写下的目的');
  });

  it('loses neither of two versions of a draft that were written in two windows', async () => {
    const { page } = story().enterprise;
    const { conflict } = words.apply;
    const purpose = (of: Page) => of.inputValue('#purpose');
    const choose = (of: Page, name: string) => of.getByRole('button', { name, exact: true }).click();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.fill('#purpose', '另一个窗口写下的目的');
    await save(other);
    await state(other, words.apply.saved);

    // A window behind another is drawn seldom, and a click waits until it is.
    await page.bringToFront();
    await page.fill('#purpose', '本窗口写下的目的');
    await save(page);
    await alert(page, conflict.title);
    await expectUsable(page);
    await choose(page, conflict.takeTheirs);
    await expect.poll(() => purpose(page)).toBe('另一个窗口写下的目的');
    await choose(page, conflict.bringBack);
    await expect.poll(() => purpose(page)).toBe('本窗口写下的目的');
    await state(page, words.apply.saved);

    await other.bringToFront();
    await other.fill('#purpose', '另一个窗口又写下的目的');
    await save(other);
    await alert(other, conflict.title);
    await choose(other, conflict.keepMine);
    await state(other, words.apply.saved);
    await other.close();
  });

  it('asks for nothing again that was submitted before', async () => {
    const { page, open } = story().enterprise;
    await page.reload();
    await page.locator('summary', { hasText: fill(shared.reuse.files, { n: 1 }) }).click();
    await page.locator('#item-attachments').getByRole('button', { name: '安全制度.pdf' }).click();
    await page.locator('.files li', { hasText: '安全制度.pdf' }).waitFor();
    await page.locator('#item-security').getByRole('button').click();
    expect(await page.inputValue('#security')).toContain('专人专机');
    await state(page, words.apply.saved);
    await open(`/apply/?dataset=${enterprises}`);
    expect(await page.inputValue('#contact-phone')).toBe('0431-88880000');
  });

  it('sends nothing back without a correction, and tells the slower of two reviewers what happened', async () => {
    const { enterprise, reviewer } = story();
    const { page, open } = reviewer;
    const id = await apply(enterprise);
    await open(`/desk/?application=${id}`);
    const slower = await page.context().newPage();
    await slower.goto(page.url());
    const late = slower.getByRole('button', { name: words.desk.acceptNow });
    await late.waitFor();
    await page.bringToFront();
    const panel = page.locator('[data-command=return]');
    await panel.locator('summary').click();
    await panel.getByRole('button', { name: words.desk.returnNow }).click();
    await alert(page, words.desk.correctionNeeded);
    await desk.accept(page);
    await slower.bringToFront();
    await late.click();
    await alert(slower, shared.told['wrong-status'].title);
    await alert(slower, shared.events.accepted);
    await slower.getByRole('button', { name: shared.refresh }).click();
    await slower.locator('[data-command=approve]').waitFor();
    await slower.close();
  });

  it('does a command once whose answer was lost', async () => {
    const { page } = story().reviewer;
    const panel = page.locator('[data-command=extend-review]');
    await panel.locator('summary').click();
    await panel.locator('#extend-reason').fill('需要核实合作协议。');
    const extend = panel.getByRole('button', { name: words.desk.extendNow, exact: true });
    await page.route('**/commands', lose, { times: 1 });
    await extend.click();
    await alert(page, shared.offline.title);
    await extend.click();
    await told(page, words.desk.extendedNow);
    const rows = page.locator('#online tbody tr', { hasText: shared.events['review-extended'] });
    expect(await rows.count()).toBe(1);
  });
}
