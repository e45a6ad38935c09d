/** WCAG 2.2 AA on every type of page, wide and narrow, light and dark, large type, keyboard only. */
import { expect, it } from 'vitest';
import { fits, violations } from '../../support/accessibility.ts';
import { pageTypes } from './addresses.ts';
import { open, type Visit } from './visit.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

export function checkAccessibility(visit: () => Visit): void {
  it.each(Object.entries(pageTypes))(
    'passes axe wide and light, narrow and dark, and never scrolls sideways: %s',
    async (_, address) => {
      await open(visit(), address, { colorScheme: 'light' }, async (page) => {
        expect(await violations(page)).toEqual([]);
        await fits(page, 640); // 1280 at 200 % zoom
        await page.emulateMedia({ colorScheme: 'dark' });
        await fits(page, 360);
        expect(await violations(page, 'looks')).toEqual([]);
      });
    },
  );

  it.each(['/', '/datasets/', '/datasets/water-quality-stations/', '/statistics/'])(
    'reads well in large type and high contrast, and remembers the choice: %s',
    async (address) => {
      await open(visit(), address, { viewport: phone.viewport }, async (page) => {
        await page.click('[data-toggle="masthead"]');
        await page.click('[data-ease-toggle]');
        await page.reload();
        expect(await page.getAttribute('html', 'data-ease')).toBe('');
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('20px');
        expect(await violations(page, 'looks')).toEqual([]);
        await fits(page, 360);
      });
    },
  );

  it('is used by keyboard alone: the first key leads past the masthead, focus is always seen', async () => {
    await open(visit(), '/datasets/water-quality-stations/', {}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        const outline = await page.evaluate(
          () => getComputedStyle(document.activeElement ?? document.body).outlineWidth,
        );
        expect(outline).toBe('3px');
      }
    });
  });

  it('gives fingers targets of 44 pixels on a phone', async () => {
    await open(visit(), '/datasets/water-quality-stations/', phone, async (page) => {
      await page.click('[data-toggle="masthead"]');
      const small = await page.$$eval(
        '.masthead :is(a, button, select), .downloads a, .button, summary, .links a',
        (elements) =>
          elements
            .filter((element) => element.checkVisibility())
            .filter((element) => element.getBoundingClientRect().height < 43.5)
            .map((element) => element.outerHTML.slice(0, 80)),
      );
      expect(small).toEqual([]);
    });
  });
}
