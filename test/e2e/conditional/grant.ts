/** What a signed agreement gives, what others see of it, and how it ends. */
import { expect, it } from 'vitest';
import type { Visit } from '../portal/visit.ts';
import * as desk from './desk-page.ts';
import { errorAbout, holder, untilRefused } from './holder.ts';
import * as my from './my-page.ts';
import { arrive, expectUsable, expectUsableInEnglish, words } from './person.ts';
import { county, granted, type Story } from './story.ts';

/** Milliseconds from a revocation until nothing is given any more. */
const promised = 1000;

export function checkGrant(visit: () => Visit, story: () => Story): void {
  it('gives the granted columns of the granted rows, whatever is asked', async () => {
    const ask = holder(visit().platform, story().secret);
    const { data } = JSON.parse((await ask('records?limit=1000')).text);
    expect(data.length).toBeGreaterThan(5);
    for (const row of data) {
      expect(Object.keys(row)).toEqual(granted);
      expect(row.region_code).toBe(county);
    }
    const groups = await ask('records?region_code__groupby&name__count');
    expect(JSON.parse(groups.text).data).toEqual([{ region_code: county, name__count: data.length }]);
    const [header, ...lines] = (await ask('export/csv')).text.trimEnd().split(/\r?\n/);
    expect(header?.replace('\uFEFF', '')).toBe(granted.join());
    expect(lines).toHaveLength(data.length);
  });

  it('knows no column that was not granted', async () => {
    const ask = holder(visit().platform, story().secret);
    const questions = [
      (field: string) => `records?${field}__exact=10000%2B`,
      (field: string) => `records?${field}__sort=asc`,
      (field: string) => `records?${field}__groupby`,
      (field: string) => `records?columns=name,${field}`,
      (field: string) => `export/csv?${field}__isnull`,
    ];
    for (const question of questions) {
      const [hidden, unknown] = [await ask(question('revenue_band')), await ask(question('no_such'))];
      expect(hidden).toMatchObject({ status: 400, code: 'invalid-request' });
      expect(errorAbout(hidden, 'revenue_band')).toBe(errorAbout(unknown, 'no_such'));
    }
  });

  it('shows another enterprise nothing of it', async () => {
    const { application } = story();
    const stranger = await arrive(visit(), 'enterprise-b', '/my/');
    const { page, open } = stranger;
    expect(await desk.listed(page)).toEqual([]);
    await open(`/my/?application=${application}`);
    const refusal = await page.textContent('#online');
    await open(`/my/?application=${application.slice(0, -4)}0000`);
    expect(await page.textContent('#online')).toBe(refusal);
    expect(refusal).not.toMatch(/松江|企业登记/);
    const of = `/api/v1/applications/${application}`;
    const statuses = await page.evaluate(
      (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status)),
      [
        of,
        `${of}/documents/agreement.txt`,
        `${of}/events`,
        `${of}/use`,
        `/api/v1/keys?application=${application}`,
      ],
    );
    expect(statuses).toEqual([404, 404, 404, 404, 404]);
    expect(stranger.lines.filter((line) => !line.includes('status of 404'))).toEqual([]);
  });

  it('shows the auditor all of it, with nothing to do', async () => {
    const { application } = story();
    const auditor = await arrive(visit(), 'auditor', `/supervise/?application=${application}`);
    expect(await desk.offered(auditor.page)).toEqual([]);
    expect(await auditor.page.textContent('#online')).toMatch(/松江示例数据科技有限公司/);
    expect(auditor.lines).toEqual([]);
  });

  it('ends within a second when the supervisor revokes it', async () => {
    const { application, secret, enterprise } = story();
    const supervisor = await arrive(visit(), 'supervisor', '/supervise/');
    await expectUsable(supervisor.page);
    await expectUsableInEnglish(supervisor);
    await supervisor.page.click(`#online table a[href*=${application}]`);
    await supervisor.page.locator('.pair').first().waitFor();
    await expectUsable(supervisor.page);
    const ask = holder(visit().platform, secret);
    const refused = untilRefused(ask);
    await desk.revoke(supervisor.page, '发现转让数据。');
    const ended = { status: 403, code: 'grant-ended' };
    expect([await refused, await ask('export/csv')]).toMatchObject([ended, ended]);

    await enterprise.open(`/my/?application=${application}`);
    expect(await my.nextStep(enterprise.page)).toBe(words.my.next.revoked);
    expect(await enterprise.page.textContent('#online')).toContain('发现转让数据。');
    expect(await my.givenAfterRevocation(enterprise.page, application)).toBeLessThan(promised);
    expect([...supervisor.lines, ...enterprise.lines, ...story().reviewer.lines]).toEqual([]);
  });
}
