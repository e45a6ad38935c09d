/** WCAG 2.2 AA on every type of page, wide and narrow, light and dark, large type, keyboard only. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { pageTypes } from './addresses.ts';
import { open, type Visit } from './visit.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Violations as `rule: element`, so that a failure says what to mend. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const run = (globalThis as unknown as { axe: { run: (options: unknown) => Promise<AxeResults> } }).axe.run;
    const { violations: found } = await run({ runOnly: { type: 'tag', values } });
    return found.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`));
  }, standards);
}
interface AxeResults {
  readonly violations: readonly { id: string; nodes: readonly { target: readonly string[]; html: string }[] }[];
}

const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

const settings: Readonly<Record<string, BrowserContextOptions>> = {
  'wide and light': { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  'narrow and dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true },
};

export function checkAccessibility(visit: () => Visit): void {
  for (const [name, options] of Object.entries(settings))
    it.each(Object.entries(pageTypes))(`passes axe, ${name}, without sideways scrolling: %s`, async (_, address) => {
      await open(visit(), address, options, async (page) => {
        expect(await violations(page)).toEqual([]);
        expect(await widthOf(page)).toBeLessThanOrEqual(options.viewport?.width ?? 0);
      });
    });

  it.each(['/', '/datasets/', '/datasets/water-quality-stations/', '/statistics/'])(
    'reads well in large type and high contrast, and remembers the choice: %s',
    async (address) => {
      await open(visit(), address, { viewport: { width: 360, height: 740 } }, async (page) => {
        await page.click('[data-toggle="masthead"]');
        await page.click('[data-ease-toggle]');
        await page.reload();
        expect(await page.getAttribute('html', 'data-ease')).toBe('');
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('20px');
        expect(await violations(page)).toEqual([]);
        expect(await widthOf(page)).toBeLessThanOrEqual(360);
      });
    },
  );

  it.each(Object.values(pageTypes))('does not scroll sideways at 200 %% zoom: %s', async (address) => {
    await open(visit(), address, { viewport: { width: 640, height: 450 } }, async (page) => {
      expect(await widthOf(page)).toBeLessThanOrEqual(640);
    });
  });

  it('is used by keyboard alone: the first key leads past the masthead, focus is always seen', async () => {
    await open(visit(), '/datasets/water-quality-stations/', {}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineWidth);
        expect(outline).toBe('3px');
      }
    });
  });

  it('gives fingers targets of 44 pixels on a phone', async () => {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    await open(visit(), '/datasets/water-quality-stations/', phone, async (page) => {
      await page.click('[data-toggle="masthead"]');
      const small = await page.$$eval('.masthead :is(a, button, select), .downloads a, .button, summary', (elements) =>
        elements
          .filter((element) => element.checkVisibility())
          .filter((element) => element.getBoundingClientRect().height < 43.5)
          .map((element) => element.outerHTML.slice(0, 80)),
      );
      expect(small).toEqual([]);
    });
  });
}
