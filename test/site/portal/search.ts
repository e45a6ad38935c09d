/** Search as you type, in Chinese without spaces, with facets, sorting and an address to share. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type SearchBase, searchBaseFile } from '../../../site/src/search-base.ts';
import type { SearchDelta } from '../../../site/src/search-delta.ts';
import type { SearchRecord } from '../../../site/src/search-record.ts';
import { indexWords } from '../../../site/src/search-terms.ts';
import { open, type Visit } from './visit.ts';

const titles = (page: Page): Promise<string[]> =>
  page.$$eval('[data-results] .entry-title', (elements) =>
    elements.map((element) => element.textContent ?? ''),
  );

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('[data-results][aria-busy]'));
}

async function searchFor(page: Page, words: string): Promise<string[]> {
  await page.fill('#q', words);
  await page.waitForURL((url) => (url.searchParams.get('q') ?? '') === words);
  await settled(page);
  return titles(page);
}

/** Words, and the dataset that must be the first answer. */
const searches: readonly [words: string, first: string][] = [
  ['水质', '水质监测断面'],
  ['监测', '水质监测断面'],
  ['质监', '水质监测断面'],
  ['医疗', '长春市医疗机构名录'],
  ['医院', '长春市医疗机构名录'],
  ['长春 医院', '长春市医疗机构名录'],
  ['尔轰', '乡镇街道名称与代码'],
  ['漫江镇', '乡镇街道名称与代码'],
  ['公交', '公交刷卡行程（示例数据）'],
  ['患者登记', '重点病种患者登记'],
  ['排污', '入河排污口名单'],
  ['air-quality-daily', '空气质量日报'],
];

export function checkSearch(visit: () => Visit): void {
  it('finds Chinese words of two characters and more wherever they stand', async () => {
    await open(visit(), '/datasets/', {}, async (page) => {
      for (const [words, first] of searches) expect((await searchFor(page, words))[0], words).toBe(first);
      expect(await searchFor(page, '不存在的词语')).toEqual([]);
      expect(await page.textContent('[data-status]')).toBe('没有符合条件的数据集');
    });
  });

  it('finds in English, and Chinese titles from the English page', async () => {
    await open(visit(), '/en/datasets/', {}, async (page) => {
      expect((await searchFor(page, 'water quality'))[0]).toBe('Water quality monitoring stations');
      expect((await searchFor(page, '水质'))[0]).toBe('Water quality monitoring stations');
    });
  });

  it('narrows by facets, counts what is left, and keeps all of it in the address', async () => {
    await open(visit(), '/datasets/', {}, async (page) => {
      await page.click('[data-facet="theme"][data-value="201"]');
      await page.waitForURL('**/datasets/?theme=201');
      await settled(page);
      expect(await titles(page)).toEqual(['长春市医疗机构名录', '重点病种患者登记']);
      const count = (facet: string, value: string) =>
        page.textContent(`[data-facet="${facet}"][data-value="${value}"] [data-count]`);
      expect(await count('openness', 'withheld')).toBe('1');
      expect(await count('openness', 'conditional')).toBe('0');
      expect(await count('theme', '211')).not.toBe('0');
      await page.click('[data-facet="openness"][data-value="withheld"]');
      await page.waitForURL('**/datasets/?openness=withheld&theme=201');
      await settled(page);
      expect(await titles(page)).toEqual(['重点病种患者登记']);
      await page.goBack();
      await page.waitForFunction(() => document.querySelectorAll('[data-results] .entry').length === 2);
      await page.click('[data-clear]');
      await page.waitForURL('**/datasets/');
      expect((await titles(page)).length).toBeGreaterThan(10);
    });
  });

  it('opens a shared address as it was, sorted as it was', async () => {
    await open(visit(), '/datasets/?openness=conditional&sort=rows', {}, async (page) => {
      await page.waitForFunction(() => document.querySelectorAll('[data-results] .entry').length === 2);
      expect(await titles(page)).toEqual(['公交刷卡行程（示例数据）', '供热计量时序数据']);
      expect(await page.inputValue('[data-sort]')).toBe('rows');
      expect(
        await page.getAttribute('[data-facet="openness"][data-value="conditional"]', 'aria-current'),
      ).toBe('true');
    });
  });

  it('carries the words from the first page to the catalogue', async () => {
    await open(visit(), '/', {}, async (page) => {
      await page.fill('#q', '空气');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/datasets/?q=**');
      await page.waitForFunction(
        () => document.querySelector('[data-results] .entry-title')?.textContent === '空气质量日报',
      );
    });
  });

  it('starts from the facet of a static list', async () => {
    await open(visit(), '/datasets/by/theme/201/', {}, async (page) => {
      await page.click('[data-facet="openness"][data-value="unconditional"]');
      await page.waitForURL('**/datasets/?openness=unconditional&theme=201');
      await settled(page);
      expect(await titles(page)).toEqual(['长春市医疗机构名录']);
    });
  });

  it('finds what was published, and no longer what was changed, since the index was built', async () => {
    const { fixture } = visit();
    const base = JSON.parse(readFileSync(join(fixture.directory, searchBaseFile), 'utf8')) as SearchBase;
    const stations = base.entries['water-quality-stations'];
    if (!stations) throw new Error('the index does not hold the stations');
    const record = (id: string, title: string, updated: string): SearchRecord => ({
      keys: { id, rank: -1, updated, due: '9999-12-31', rows: 7 },
      facets: {
        openness: ['conditional'],
        state: ['ended'],
        priority: [],
        theme: ['211'],
        agency: [],
        format: [],
      },
      words: [[10, indexWords(title)]],
      row: `<li class="entry"><h3 class="entry-title"><a href="/datasets/${id}/">${title}</a></h3></li>`,
    });
    const delta: SearchDelta = {
      replaced: { [stations.hits.zh]: stations.facets },
      records: [
        record('water-quality-stations', '改名的断面', '2026-03-11'),
        record('new', '新的水质数据', '2000-01-01'),
      ],
    };
    await open(visit(), '/datasets/', {}, async (page) => {
      const before = Number(await page.textContent('[data-value="211"][data-facet="theme"] [data-count]'));
      await page.route('**/search/zh.json', (route) => route.fulfill({ json: delta }));
      expect(await searchFor(page, '改名')).toEqual(['改名的断面']);
      expect((await searchFor(page, '水质'))[0]).toBe('新的水质数据');
      expect(await searchFor(page, '水质监测断面')).toEqual([]);
      await page.click('[data-clear]');
      await page.waitForURL('**/datasets/');
      await page.click('[data-facet="theme"][data-value="211"]');
      await page.waitForURL('**/datasets/?theme=211');
      await settled(page);
      expect((await titles(page))[0]).toBe('改名的断面');
      expect(await titles(page)).toContain('新的水质数据');
      expect(await page.textContent('[data-status]')).toBe(`找到 ${before + 1} 个数据集`);
      expect(Number(await page.textContent('[data-value="211"][data-facet="theme"] [data-count]'))).toBe(
        before + 1,
      );
    });
  });
}
