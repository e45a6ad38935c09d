/** What WCAG 2.2 AA asks of a page in a browser, as far as a program can tell. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
  }[];
}
interface WithAxe {
  readonly axe?: { run(options: unknown): Promise<AxeResults> };
}

/** The rules whose outcome changes with colours and with the width of the window; the others read the same document. */
const looks = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

/**
 * Violations as `rule: element`, so that a failure says what to mend. With `looks`, a page that was found without any
 * is looked at again after its colours or its width have changed.
 */
export async function violations(page: Page, what: 'everything' | 'looks' = 'everything'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const runOnly = what === 'looks' ? { type: 'rule', values: looks } : { type: 'tag', values: standards };
  // What passes is not described. None of these rules reads style sheets, which would be fetched beforehand.
  const options = { runOnly, resultTypes: ['violations'], preload: { assets: ['media'] } };
  return page.evaluate(async (asked) => {
    const results = await (globalThis as WithAxe).axe?.run(asked);
    if (!results) throw new Error('axe is not there');
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`),
    );
  }, options);
}

/** Fails when the page is wider than a window of `width` CSS pixels. */
export async function fits(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}
