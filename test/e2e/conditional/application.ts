/** From the first form to the signed agreement: an enterprise and a reviewer, each in a browser of their own. */
import { expect, it } from 'vitest';
import { use } from '../../../site/src/i18n/index.ts';
import * as apply from './apply-page.ts';
import { enterprises } from './datasets.ts';
import * as desk from './desk-page.ts';
import * as my from './my-page.ts';
import { expectUsable, expectUsableInEnglish, shared, words } from './person.ts';
import { asked, county, type Story } from './story.ts';

const { items } = shared;
const purpose = '分析企业存续与行业分布，形成区域信用报告';

export function checkApplication(story: () => Story): void {
  it('tells what to submit before anybody signs in, as the page of the dataset does', async () => {
    const { page: other } = story().enterprise;
    const context = await other.context().browser()?.newContext();
    if (!context) throw new Error('the page has no browser');
    const page = await context.newPage();
    const cells = (tables: string) => page.locator(`${tables} td`).allInnerTexts();
    await page.goto(new URL(`/apply/?dataset=${enterprises}`, other.url()).href);
    await page.getByRole('heading', { name: use('zh').serviceGuide.title }).waitFor();
    await expectUsable(page);
    const told = await cells('#online');
    await page.getByRole('link', { name: use('zh').serviceGuide.datasetLink }).click();
    await page.locator('#guide').waitFor();
    expect(told.length).toBeGreaterThan(20);
    expect(await cells(':is(#guide-items, #guide-steps)')).toEqual(told);
    await context.close();
  });

  it('tells an enterprise every defect of its form at once, and submits nothing', async () => {
    const { enterprise, reviewer } = story();
    const { page } = enterprise;
    await apply.fillIn(page, { phone: '8888', fields: asked });
    await apply.submitInVain(page);
    const { applicant, fields, scope, ...wrong } = items;
    expect(await apply.defectiveItems(page)).toEqual(Object.values(wrong));
    await expectUsable(page);
    await expectUsableInEnglish(enterprise);
    await reviewer.open('/desk/');
    expect(await desk.listed(reviewer.page)).toEqual([]);
  });

  it('takes the form when nothing is wrong with it', async () => {
    const { page } = story().enterprise;
    await apply.fillIn(page, { phone: '0431-88880000', purpose });
    await page.fill('#reason-revenue_band', '信用风险分析必须依据营业收入区间。');
    await apply.fillInTheRest(page);
    story().application = await apply.submitted(page);
    expect(await my.nextStep(page)).toBe(words.my.next.submitted);
  });

  it('lets the reviewer read it beside the guide, and return it with all corrections at once', async () => {
    const { reviewer, enterprise, application } = story();
    const { page } = reviewer;
    await reviewer.open('/desk/');
    await expectUsable(page);
    const [address = ''] = await desk.listed(page);
    expect(address).toContain(application);
    await page.click(`#online table a[href*=${application}]`);
    await page.locator('.pair').first().waitFor();
    await desk.askCorrection(page, 'purpose', '请写明报告提供给谁。');
    await desk.askCorrection(page, 'security', '请补充人员离岗时的处理。');
    await page.reload();
    await page.locator('.pair').first().waitFor();
    expect(await page.inputValue('#correct-security')).toBe('请补充人员离岗时的处理。');
    await expectUsable(page);
    await desk.sendBack(page);
    await enterprise.open(`/my/?application=${application}`);
    expect(await my.corrections(enterprise.page)).toEqual([
      `${items.purpose}${shared.colon}请写明报告提供给谁。`,
      `${items.security}${shared.colon}请补充人员离岗时的处理。`,
    ]);
    await expectUsable(enterprise.page);
  });

  it('takes what was corrected, with an explanation of what was not', async () => {
    const { reviewer, enterprise, application } = story();
    const { page } = enterprise;
    await my.goAndCorrect(page);
    await apply.fillIn(page, { purpose: `${purpose}，提供给长春市的银行` });
    await apply.explain(page, 'security', '离岗处理见附件第三条。');
    await expectUsable(page);
    expect(await apply.submitted(page)).toBe(application);
    await reviewer.open(`/desk/?application=${application}`);
    for (const [{ page: seen }, path] of [
      [reviewer, `/desk/?application=${application}`],
      [enterprise, `/my/?application=${application}`],
    ] as const) {
      expect(seen.url()).toContain(path);
      const rounds = (await seen.locator('.then-now').allTextContents()).join('\n');
      for (const said of ['请写明报告提供给谁。', '请补充人员离岗时的处理。', '离岗处理见附件第三条。'])
        expect(rounds).toContain(said);
      expect(rounds.split(purpose)).toHaveLength(3);
      expect(rounds).toMatch(new RegExp(`${shared.rounds.changed}[\\s\\S]*${shared.rounds.unchanged}`));
    }
    await expectUsable(reviewer.page);
  });

  it('lets the reviewer accept it, and approve a part of what was asked for', async () => {
    const { reviewer } = story();
    const { page } = reviewer;
    await desk.accept(page);
    expect(await desk.offered(page)).toEqual(['ask-opinion', 'extend-review', 'approve', 'reject']);
    await desk.writeDecision(page, { without: 'revenue_band', where: ['region_code', county] });
    await expectUsable(page);
    await desk.approve(page);
    expect(await desk.offered(page)).toEqual(['revoke']);
    await expectUsableInEnglish(reviewer);
  });

  it('has the agreement signed by the enterprise, and shows a key once', async () => {
    const { enterprise, application } = story();
    const { page, open } = enterprise;
    await open(`/my/?application=${application}`);
    expect(await my.agreement(page)).toMatch(/松江示例数据科技有限公司[\s\S]*region_code/);
    await expectUsable(page);
    await my.sign(page);
    expect(await my.nextStep(page)).toBe(words.my.next.active);
    const secret = await my.makeKey(page, '生产');
    expect(secret).toMatch(/^jlod_live_\w{59}$/);
    await expectUsable(page);
    await my.keep(page);
    await expectUsableInEnglish(enterprise);
    expect(await page.content()).not.toContain(secret);
    story().secret = secret;
  });
}
