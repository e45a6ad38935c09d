/** Reading, with and without scripts: what the pages say, the preview, copying, printing. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { tableFields } from '../../support/published-table.ts';
import { tableId } from './fixture.ts';
import { open, openAnew, type Visit } from './visit.ts';

const water = '/datasets/water-quality-stations/';
const texts = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(selector, (elements) => elements.map((element) => element.textContent?.trim() ?? ''));

export function checkReading(visit: () => Visit): void {
  it('tells how long ago data was updated, when it is due, and by how much it is late', async () => {
    await open(visit(), water, {}, async (page) => {
      expect(await page.textContent('.key-facts [data-update]')).toBe('14 天前更新，17 天后到期');
    });
    await open(visit(), '/en/datasets/medical-institutions/', {}, async (page) => {
      expect(await page.textContent('.key-facts [data-update]')).toBe(
        'Overdue by 16 days, updated 23 days ago',
      );
    });
  });

  it('leads from a sign-in that failed back to where it began, and never to another site', async () => {
    const links = async (address: string): Promise<(string | null)[]> => {
      const found: (string | null)[] = [];
      await open(visit(), address, {}, async (page) => {
        for (const link of await page.locator('main .actions a').all())
          found.push(await link.getAttribute('href'));
      });
      return found;
    };
    const [again, back] = await links('/en/sign-in-failed/declined/?return=%2Fen%2Fmy%2F%3Fa%3D1');
    expect(again).toBe(
      `/auth/login?return=${encodeURIComponent('/en/sign-in-failed/declined/?return=%2Fen%2Fmy%2F%3Fa%3D1')}`,
    );
    expect(back).toBe('/en/my/?a=1');
    expect((await links('/sign-in-failed/expired/?return=//evil.example/'))[1]).toBe('/');
  });

  it('is read, browsed and downloaded from without scripts', async () => {
    const noScripts = { javaScriptEnabled: false };
    await open(visit(), '/datasets/', noScripts, async (page) => {
      await page.click('.facet-values >> text=全民健康保障');
      expect(await texts(page, '.entry-title')).toEqual(['长春市医疗机构名录', '重点病种患者登记']);
      await page.click('text=长春市医疗机构名录');
      const download = page.locator('.downloads a').first();
      expect(await download.getAttribute('href')).toBe(
        '/files/medical-institutions/1/medical-institutions.csv',
      );
      expect(await texts(page, '#preview-table tbody tr')).toHaveLength(20);
      expect(await page.locator('.needs-js:visible').count()).toBe(0);
    });
    await open(visit(), water, { ...noScripts, viewport: { width: 360, height: 740 } }, async (page) => {
      expect(await page.isVisible('.nav >> text=数据目录')).toBe(true);
      expect(await page.textContent('.key-facts [data-update]')).toBe(
        '2026年3月1日更新，应于2026年4月1日前再次更新',
      );
    });
  });

  it('has the downloads of a dataset above its preview, on a phone too', async () => {
    await open(visit(), water, { viewport: { width: 360, height: 740 } }, async (page) => {
      const top = (selector: string) =>
        page.$eval(selector, (element) => element.getBoundingClientRect().top);
      expect(await top('.downloads')).toBeLessThan(740);
      expect(await top('.downloads')).toBeLessThan(await top('#preview'));
    });
  });

  it('pages through a whole Parquet file by ranges, showing what was published', async () => {
    const { server, fixture } = visit();
    server.asked.length = 0;
    await open(visit(), `/datasets/${tableId}/`, {}, async (page) => {
      expect(server.asked).toEqual([]);
      await page.click('[data-preview-open]');
      await page.waitForSelector('.preview-tools >> text=第 1–50 行，共 5,000 行');
      const shown = () =>
        page.$$eval('[data-rows-body] tr', (rows) =>
          rows.map((row) => [...row.children].map((cell) => cell.textContent)),
        );
      const expected = (from: number) =>
        fixture.rows.slice(from, from + 50).map((row) =>
          tableFields.map(({ name }) => {
            const value = row[name];
            if (value === null || value === '' || value === undefined) return '·';
            return typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
          }),
        );
      expect(await shown()).toEqual(expected(0));
      await page.click('text=下一页');
      await page.waitForSelector('.preview-tools >> text=第 51–100 行，共 5,000 行');
      expect(await shown()).toEqual(expected(50));
      expect(server.asked.every((request) => request.includes('bytes='))).toBe(true);
    });
  });

  it('says so when the preview cannot be read, and keeps the rows it has', async () => {
    await open(visit(), '/datasets/air-quality-daily/', {}, async (page) => {
      page.removeAllListeners('console');
      await page.click('[data-preview-open]');
      await page.waitForSelector('text=没有读到数据');
      expect(await page.locator('[data-rows-body] tr').count()).toBe(20);
    });
  });

  it('copies code and citations', async () => {
    await open(visit(), water, { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await page.click('[data-copy="cite-gbt"]');
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toBe(
        '吉林省生态环境厅. 水质监测断面: 第 3 版[DS/OL]. (2026-03-07)[2026-03-10]. http://portal.test/datasets/water-quality-stations/.',
      );
    });
  });

  it('applies the remembered appearance before anything is painted', async () => {
    await openAnew(visit(), '/', async (page) => {
      await page.selectOption('[data-theme-select]', 'dark');
      await page.addInitScript(() => {
        const root = () => document.documentElement;
        const watch = new MutationObserver(() => {
          if (!document.body) return;
          root().dataset.atFirstPaint = root().dataset.theme ?? 'none';
          watch.disconnect();
        });
        watch.observe(document, { childList: true, subtree: true });
      });
      await page.reload();
      expect(await page.getAttribute('html', 'data-at-first-paint')).toBe('dark');
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
    });
  });

  it('prints a dataset on two pages', async () => {
    await open(visit(), water, {}, async (page) => {
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect([...pdf.toString('latin1').matchAll(/\/Type \/Page\b(?!s)/g)].length).toBeLessThanOrEqual(2);
    });
  });
}
