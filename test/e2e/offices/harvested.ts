/** What was read from another portal, reviewed in browsers: accepted with corrections, rejected, and nobody else's. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPortal } from '../../service/harvest/portal.ts';
import { expectUsable, expectUsableInEnglish, type Person, told, words } from '../conditional/person.ts';
import { runProgram } from '../process.ts';

const source = 'city';
const complement = {
  sharing: { type: 'unconditional' },
  acquisition: 'produced',
  dataLevel: 'general',
  theme: '211',
  spatial: { code: '220100', name: '长春市' },
};
const record = (identifier: string) => ({
  identifier,
  title: `长春市公交线路 ${identifier}`,
  description:
    '长春市公交线路与站点，由市交通运输部门每日更新，供公众查询和再利用，使用时请注明来源。'.padEnd(60, '。'),
  keyword: ['公交'],
  modified: '2026-01-01',
  accessLevel: 'restricted public',
  accrualPeriodicity: 'R/P1D',
});

/** Reads two records of a portal that stands for the agency, as an operator does beside the running server. */
export async function harvestCity(
  directory: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  await using portal = await openPortal();
  portal.answer = () => Response.json({ dataset: ['buses', 'trams'].map(record) });
  const complete = join(directory, 'complement.json');
  await writeFile(complete, JSON.stringify(complement));
  const options = [
    '--kind',
    'data-json',
    '--name',
    source,
    '--agency',
    'market-regulation',
    '--complete',
    complete,
  ];
  const { code, output } = await runProgram(
    'harvest',
    [`${portal.url}/data.json`, ...options, '--allow-private'],
    settings,
  ).ended;
  if (code !== 0) throw new Error(output);
}

interface Offices {
  /** Of the agency that the source stands for. */
  readonly reviewer: Person;
  /** Of another one. */
  readonly stranger: Person;
}

export function harvestedReview(offices: () => Offices, timeout: number): void {
  describe('an entry of another portal', { timeout }, () => {
    const { harvested: w } = words;
    const address = (key: string) => `/harvested/?entry=${source}--${key}`;

    it('is accepted when what it lacks is filled in, each line of what it lacks leading to its field', async () => {
      const { page, open } = offices().reviewer;
      await open('/harvested/');
      await page.getByRole('link', { name: source, exact: true }).click();
      await page.getByRole('link', { name: '长春市公交线路 buses' }).click();
      await page.locator('#online:not([aria-busy])').waitFor();
      expect(await page.locator('#online').textContent()).not.toMatch(/is missing|must be|[{"]class/);
      await page
        .getByRole('link', { name: `${w.members.code}：` })
        .first()
        .click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('part-code');
      await page.keyboard.type('307008001/9');
      await expectUsable(page);
      await page.getByRole('button', { name: w.act.accept, exact: true }).click();
      const left = page.locator('form .corrections');
      await left.waitFor();
      expect(await left.textContent()).not.toContain(w.members.code);
      expect(await left.textContent()).toContain(w.parts['openness.conditions']);
      await page.fill('#part-issued', '2025-01-01');
      await page.selectOption('#part-openness-ground', 'continuous');
      await page.fill('#part-openness-reason', '需要持续获取');
      await page.fill('#part-openness-legalBasis', '《办法》第二十八条');
      await page.fill('#part-openness-conditions', '限用于公共交通研究');
      await page.getByRole('button', { name: w.act.accept, exact: true }).click();
      await told(page, w.act.accepted);
      // As it was accepted, without what its source lacks.
      expect(await page.locator('.corrections').count()).toBe(0);
      expect(await page.locator('#online').textContent()).toContain('限用于公共交通研究');
      await expectUsableInEnglish(offices().reviewer);
    });

    it('is rejected with a reason, and is not there for another agency', async () => {
      const { reviewer, stranger } = offices();
      const { page, open } = reviewer;
      await open(address('trams'));
      await page.locator('summary', { hasText: w.act.reject }).click();
      await page.getByRole('button', { name: w.act.reject, exact: true }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('reject-reason');
      await page.fill('#reject-reason', '与省级条目重复');
      await page.getByRole('button', { name: w.act.reject, exact: true }).click();
      await told(page, w.act.rejected);
      expect(await page.locator('#online').textContent()).toContain('与省级条目重复');
      await stranger.open(address('trams'));
      expect(await stranger.page.locator('#online form').count()).toBe(0);
      expect(await stranger.page.locator('#online').textContent()).not.toContain('公交');
    });
  });
}
