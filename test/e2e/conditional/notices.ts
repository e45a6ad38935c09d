/** What people are told of: notifications in the portal, who did what, and the mail that this machine keeps. */
import { expect, it } from 'vitest';
import { fill } from '../../../site/src/scripts/online/dom.ts';
import type { Visit } from '../portal/visit.ts';
import { expectUsable, shared, told } from './person.ts';
import type { Story } from './story.ts';

const { notices, history } = shared;
const office = '吉林省市场监督管理厅 审核人员';

export function checkNotices(visit: () => Visit, story: () => Story): void {
  it('counts what is unread, and marks one or all of it as read for good', async () => {
    const { enterprise } = story();
    const { page, open } = enterprise;
    await open('/my/');
    const summary = page.locator('.notices summary');
    const unread = page.locator('.notice-list .notice-state');
    await summary.click();
    const before = await unread.count();
    expect(before).toBeGreaterThan(2);
    expect(await summary.textContent()).toBe(fill(notices.summary, { n: before }));
    await expectUsable(page);
    await unread.first().getByRole('button').click();
    await told(page, fill(notices.marked, { n: before - 1 }));
    expect(await unread.count()).toBe(before - 1);
    await page.getByRole('button', { name: notices.markAll }).click();
    await told(page, fill(notices.marked, { n: 0 }));
    await open('/my/');
    expect(await summary.textContent()).toBe(notices.summaryRead);
    expect(enterprise.lines).toEqual([]);
  });

  it('names officials to their own agency alone', async () => {
    const { enterprise, reviewer, application } = story();
    const who = async ({ page, open }: typeof reviewer, path: string) => {
      await open(`${path}?application=${application}`);
      return page.locator('table', { hasText: history.head.hash }).textContent();
    };
    const read = await who(enterprise, '/my/');
    expect(read).toContain(office);
    expect(read).not.toMatch(/吴核|market-reviewer/);
    expect(await who(reviewer, '/desk/')).toContain(`吴核（${office}）`);
  });

  it('keeps the mail of this machine where it can be read', async () => {
    const { page } = story().reviewer;
    const newest = async () => {
      await page.goto(`${visit().platform.url}/dev/mail/`);
      return page.locator('h2').first().textContent();
    };
    // Mail leaves within seconds.
    await expect.poll(newest, { timeout: 10_000 }).toContain('授权已撤销');
    await expectUsable(page);
  });
}
