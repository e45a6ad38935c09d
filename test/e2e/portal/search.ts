/** The catalogue of the shipped datasets: search as words are typed, facets, both languages. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { open, type Visit } from './visit.ts';

const sections = '/datasets/water-quality-sections/';
const sectionsTitle = '水质监测断面月度评价（示例数据）';

const titles = (page: Page): Promise<string[]> =>
  page.$$eval('[data-results] .entry-title', (elements) =>
    elements.map(({ textContent }) => textContent ?? ''),
  );

/** Types words into the search and waits for their answer. */
async function search(page: Page, words: string): Promise<string[]> {
  await page.fill('#q', words);
  await page.waitForURL((url) => (url.searchParams.get('q') ?? '') === words);
  await page.waitForFunction(() => !document.querySelector('[data-results][aria-busy]'));
  return titles(page);
}

/** Words, and a dataset that must be among the answers. Two characters, also from the middle of a word. */
const searches: readonly [words: string, found: string][] = [
  ['水质', sectionsTitle],
  ['监测', sectionsTitle],
  ['质监', sectionsTitle],
  ['医院', '长春市医疗机构名录（示例数据）'],
  ['长春 医院', '长春市医疗机构名录（示例数据）'],
  ['普查', '吉林省第七次全国人口普查分地区人口'],
  ['机场', '吉林省民用运输机场'],
  ['调休', '工作日历（2004—2026 年）'],
  ['户籍', '户籍登记信息'],
];

export function checkSearch(visit: () => Visit): void {
  it('finds datasets as words are typed, in Chinese without spaces', async () => {
    await open(visit(), '/datasets/', {}, async (page) => {
      for (const [typed, found] of searches) expect(await search(page, typed), typed).toContain(found);
      expect(await search(page, '不存在的词语')).toEqual([]);
    });
    await open(visit(), '/en/datasets/', {}, async (page) => {
      expect(await search(page, 'census')).toContain('2020 census: population of Jilin by region');
    });
  });

  it('narrows the catalogue by facets, and keeps the choice in an address to share', async () => {
    const chosen = '/datasets/?openness=conditional&theme=211';
    await open(visit(), '/datasets/', {}, async (page) => {
      await page.click('[data-facet="theme"][data-value="211"]');
      await page.waitForURL('**/datasets/?theme=211');
      await page.click('[data-facet="openness"][data-value="conditional"]');
      await page.waitForURL(`**${chosen}`);
      await page.waitForFunction(() => document.querySelectorAll('[data-results] .entry').length === 1);
      expect(await titles(page)).toEqual(['水质自动监测站逐时数据（示例数据）']);
    });
    await open(visit(), chosen, {}, async (page) => {
      await page.waitForFunction(() => document.querySelectorAll('[data-results] .entry').length === 1);
      expect(await page.getAttribute('[data-facet="theme"][data-value="211"]', 'aria-current')).toBe('true');
    });
  });

  it('has an English twin of every page, one link away, and back', async () => {
    await open(visit(), sections, {}, async (page) => {
      await page.click('[data-language]');
      await page.waitForURL(`**/en${sections}`);
      expect(await page.getAttribute('html', 'lang')).toBe('en');
      expect(await page.textContent('h1')).toBe('Monthly water quality by section (sample data)');
      await page.click('[data-preview-open]');
      await page.waitForSelector('text=1,440');
      await page.click('[data-language]');
      await page.waitForURL((url) => url.pathname === sections);
      expect(await page.textContent('h1')).toBe(sectionsTitle);
    });
  });
}
