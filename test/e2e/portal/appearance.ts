/** How the pages look is the reader's choice. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { open, type Visit } from './visit.ts';

export function checkAppearance(visit: () => Visit): void {
  it('remembers large type and a dark page on every further page', async () => {
    await open(visit(), '/', { colorScheme: 'light' }, async (page) => {
      const style = () =>
        page.evaluate(() => {
          const { fontSize, colorScheme } = getComputedStyle(document.documentElement);
          return { fontSize: Number.parseFloat(fontSize), colorScheme };
        });
      const before = await style();
      await page.click('[data-ease-toggle]');
      await page.selectOption('[data-theme-select]', 'dark');
      await page.click('.nav >> text=数据目录');
      await page.waitForURL('**/datasets/');
      const after = await style();
      expect(after.fontSize).toBeGreaterThan(before.fontSize);
      expect(after.colorScheme).toBe('dark');
      expect(await page.getAttribute('[data-ease-toggle]', 'aria-pressed')).toBe('true');
      expect(await page.inputValue('[data-theme-select]')).toBe('dark');
    });
  });

  it('is dark where the system is', async () => {
    const text = (page: Page) => page.evaluate(() => getComputedStyle(document.body).color);
    const seen: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const)
      await open(visit(), '/', { colorScheme }, async (page) => void seen.push(await text(page)));
    expect(new Set(seen).size).toBe(2);
  });
}
