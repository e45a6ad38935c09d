/** Search → dataset → preview → download: with a mouse, by keyboard alone, without scripts. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { checksumsOf, sha256 } from '../whole.ts';
import { open, type Visit } from './visit.ts';

const sections = '/datasets/water-quality-sections/';
const sectionsTitle = '水质监测断面月度评价（示例数据）';

async function downloadBy(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** The checksum that the page tells of a file. */
function shownHash(page: Page, name: string): Promise<string | null> {
  const row = page.locator('#files-table tr', { has: page.locator(`a:text-is("${name}")`) });
  return row.locator('.hash').textContent();
}

/** The cells of the shown rows. */
const shown = (page: Page): Promise<string[][]> =>
  page.$$eval('[data-rows-body] tr', (rows) =>
    rows.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')),
  );

/** A CSV without quoted cells, as lines of cells; empty cells as the preview shows them. */
const rowsOf = (csv: Buffer): string[][] =>
  csv
    .toString()
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').map((cell) => cell || '·'));

/** A cell of the CSV as the preview shows it: words for yes and no, decimals without the zeros at their end. */
function asShown(cell: string): string {
  const words: Readonly<Record<string, string>> = { true: '是', false: '否' };
  return words[cell] ?? (/^-?\d+\.\d+$/.test(cell) ? String(Number(cell)) : cell);
}

export function checkJourney(visit: () => Visit): void {
  it('leads from the search to the dataset, through its rows, to a file with the right checksum', async () => {
    const { platform } = visit();
    await open(visit(), '/', {}, async (page) => {
      await page.fill('#q', '水质');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/datasets/?q=**');
      await page.click(`.entry-title a:text-is("${sectionsTitle}")`);
      await page.waitForURL(`**${sections}`);

      const ranges: (string | undefined)[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('.parquet')) ranges.push(request.headers().range);
      });
      await page.click('[data-preview-open]');
      await page.waitForSelector('text=第 1–50 行，共 1,440 行');
      const first = await shown(page);
      await page.click('text=下一页');
      await page.waitForSelector('text=第 51–100 行，共 1,440 行');
      const second = await shown(page);
      expect(ranges.length).toBeGreaterThan(0);
      for (const range of ranges) expect(range).toMatch(/^bytes=\d*-\d*$/);

      const { name, bytes } = await downloadBy(page, () => page.click('.downloads a[href$=".csv"]'));
      expect(name).toBe('water-quality-sections.csv');
      expect(sha256(bytes)).toBe(await shownHash(page, name));
      const list = await (await platform.get('/files/water-quality-sections/1/SHA256SUMS')).text();
      expect(checksumsOf(list).get(name)).toBe(sha256(bytes));

      const rows = rowsOf(bytes).map((cells) => cells.map(asShown));
      expect(rows).toHaveLength(1440);
      expect([...first, ...second]).toEqual(rows.slice(0, 100));
    });
  });

  it('is used by keyboard alone, from the first page to the file', async () => {
    await open(visit(), '/', {}, async (page) => {
      await tabTo(page, '#q');
      await page.keyboard.type('机场');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/datasets/?q=**');
      await page.waitForFunction(() => document.querySelectorAll('[data-results] .entry').length === 1);
      await tabTo(page, '[data-results] .entry-title a');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/datasets/airports/');
      await tabTo(page, '.downloads a[href$=".csv"]');
      const { bytes } = await downloadBy(page, () => page.keyboard.press('Enter'));
      expect(bytes.toString()).toContain('CGQ');
    });
  });

  it('is read, browsed and downloaded from without scripts', async () => {
    await open(visit(), '/', { javaScriptEnabled: false }, async (page) => {
      await page.click('.nav >> text=数据目录');
      await page.click('.facet-values a[href="/datasets/by/theme/203/"]');
      await page.click('.entry-title a[href="/datasets/census-2020/"]');
      expect(await page.locator('#preview-table tbody tr').count()).toBe(14);
      const { name, bytes } = await downloadBy(page, () => page.click('.downloads a[href$=".csv"]'));
      expect(sha256(bytes)).toBe(await shownHash(page, name));
      expect(bytes.toString()).toContain('24073453');
    });
  });
}

/** Presses Tab until `selector` has the focus, and sees it on the way there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const most = 200;
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((wanted) => {
      const active = document.activeElement ?? document.body;
      return { there: active.matches(wanted), outline: getComputedStyle(active).outlineStyle };
    }, selector);
    expect(at.outline).not.toBe('none');
    if (at.there) return;
  }
  throw new Error(`${selector} is not among the first ${most} stops of the Tab key`);
}
