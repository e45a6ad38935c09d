/** What people ask and agencies answer, and what agencies ask of each other, in browsers, on one platform. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { enterprises, fewEnterprises } from './conditional/datasets.ts';
import {
  arrive,
  expectUsable,
  expectUsableInEnglish,
  type Person,
  told,
  words,
} from './conditional/person.ts';
import { harvestCity, harvestedReview } from './offices/harvested.ts';
import { type Platform, startPlatform, temporaryDirectory } from './platform.ts';

let browser: Browser;
let platform: Platform;
let reviewer: Person;
let supervisor: Person;
let asker: Person;

beforeAll(async () => {
  const scratch = await temporaryDirectory();
  const settings = { DATA_DIR: `${scratch.path}/data`, DATASETS_DIR: await fewEnterprises(scratch.path) };
  [browser, platform] = await Promise.all([launchBrowser(), startPlatform(settings)]);
  const visit = { browser, platform };
  await harvestCity(scratch.path, settings);
  [reviewer, supervisor, asker] = await Promise.all([
    arrive(visit, 'market-reviewer', '/shares/'),
    arrive(visit, 'supervisor', '/shares/'),
    arrive(visit, 'ecology-reviewer', `/shares/?dataset=${enterprises}`),
  ]);
  return async () => {
    await browser.close();
    await platform.stop();
    await scratch.remove();
  };
}, 120_000);

/** Somebody without an account. */
async function anybody(): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })).newPage();
  page.setDefaultTimeout(30_000);
  return page;
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Files what stands in `values`, and answers its address and its receipt code. */
async function file(page: Page, kind: string, values: Readonly<Record<string, string>>) {
  await page.goto(`${platform.url}/voices/?kind=${kind}&dataset=${enterprises}`);
  await page.locator('#online:not([aria-busy])').waitFor();
  for (const [field, value] of Object.entries(values)) {
    const control = page.locator(`#${field}`);
    if ((await control.evaluate((element) => element.tagName)) === 'SELECT')
      await control.selectOption(value);
    else await control.fill(value);
  }
  await press(page, words.voices.form.submit);
  const code = (await page.locator('#receipt').textContent()) ?? '';
  const address = await page.getByRole('link', { name: words.voices.receipt.see }).getAttribute('href');
  return { code, address: address ?? '' };
}

/** The agency takes up with the button `by` what was filed, and answers it. */
async function answer(address: string, { by, outcome, text }: Record<'by' | 'outcome' | 'text', string>) {
  const { act } = words.voices;
  const { page: desk, open } = reviewer;
  await open(address);
  await press(desk, by);
  await told(desk, act.done);
  await desk.selectOption('#outcome', outcome);
  await desk.fill('#text', text);
  await expectUsable(desk);
  await press(desk, act.answer);
  await told(desk, act.done);
}

const chapter = { timeout: 60_000 };

describe('what people say', chapter, () => {
  const { voices: v } = words;

  it('is answered by the agency, and a question stands on the page of its dataset', async () => {
    const page = await anybody();
    const { address } = await file(page, 'question', {
      title: '登记状态多久更新一次',
      text: '想知道登记状态是否每天更新 <b>谢谢</b>',
    });
    await answer(address, { by: v.act.admit, outcome: 'told', text: '每个工作日更新' });
    await page.goto(`${platform.url}/datasets/${enterprises}/`);
    const shown = page.locator('[data-voices]');
    await shown.scrollIntoViewIfNeeded();
    await shown.getByText('每个工作日更新').waitFor();
    expect(await shown.textContent()).toContain('<b>谢谢</b>');
    await page.context().close();
  });

  it('is followed by a receipt code alone', async () => {
    const page = await anybody();
    const { address, code } = await file(page, 'complaint', {
      agency: 'market-regulation',
      title: '查询服务无人答复',
      text: '多次电话无人接听，请核实',
    });
    await answer(address, { by: v.act.accept, outcome: 'upheld', text: '已增加接线人员' });
    const later = await anybody();
    await later.goto(`${platform.url}/voices/`);
    await later.fill('#receipt-code', code.toLowerCase());
    await press(later, v.followNow);
    await later.getByText('已增加接线人员').waitFor();
    expect(await later.locator('#online').textContent()).toContain(v.outcome.upheld);
    await expectUsable(later);
    // Without the code there is nothing of it.
    const stranger = await anybody();
    await stranger.goto(platform.url + address);
    await stranger.locator('#online [role=alert]').waitFor();
    expect(await stranger.locator('#online').textContent()).not.toContain('无人接听');
    for (const each of [page, later, stranger]) await each.context().close();
  });
});

describe('sharing between agencies', chapter, () => {
  const { shares: s } = words;

  it('is asked for, agreed to, granted by the Bureau, and opens what was granted', async () => {
    const { page, open } = asker;
    await page.fill('#duty', '核对排污单位的登记状态，用于排污许可管理');
    await page.fill('#basis', '《排污许可管理条例》第八条');
    for (const column of ['name', 'status', 'revenue_band']) await page.check(`input[value="${column}"]`);
    await press(page, s.form.submit);
    await page.getByText(s.form.lackUndertaking).waitFor();
    await page.check('input[value="own-duty"]');
    await expectUsable(page);
    await press(page, s.form.submit);
    await told(page, s.made.asked);
    const { pathname, search } = new URL(page.url());

    await supervisor.open(pathname + search);
    await supervisor.page.getByText(s.act.waiting).waitFor();
    expect(await supervisor.page.getByRole('button', { name: s.act.approve }).count()).toBe(0);
    await reviewer.open('/shares/');
    await reviewer.page.locator(`a[href$="${search}"]`).first().click();
    await reviewer.page.fill('#advise-text', '符合其职责');
    await press(reviewer.page, s.act.advise);
    await told(reviewer.page, s.act.done.advise);

    await supervisor.open(pathname + search);
    await supervisor.page.fill('#approve-reason', '用途明确，最小够用');
    await supervisor.page.uncheck('input[value="revenue_band"]');
    await expectUsable(supervisor.page);
    await press(supervisor.page, s.act.approve);
    await told(supervisor.page, s.act.done.approve);
    await expectUsableInEnglish(supervisor);

    await open(pathname + search);
    await page.fill('#key-name', '排污许可系统');
    await press(page, words.my.makeKey);
    const secret = (await page.locator('#secret').textContent()) ?? '';
    await expectUsable(page);
    const rows = await platform.get(`/api/v1/datasets/${enterprises}/records?limit=1`, {
      headers: { 'X-API-Key': secret },
    });
    const { data } = (await rows.json()) as { readonly data: readonly object[] };
    expect(data.map(Object.keys)).toEqual([['name', 'status']]);
    await press(page, words.my.kept);
    for (const { lines } of [asker, reviewer, supervisor]) expect([...lines]).toEqual([]);
  });

  it('needs no decision where the Bureau published its scenario; that is shown at once, and retired at once', async () => {
    const { scenarios: w } = s;
    const { page, open } = supervisor;
    await open('/shares/?scenario=new');
    await page.fill('#scenario-q', '企业');
    await press(page, words.shared.finder.now);
    await page.locator('#online table button').click();
    await page.check('input[name^="columns-"][value="status"]');
    await page.fill('#name', '登记状态核验');
    await page.fill('#duty', '核验申请人');
    await page.fill('#basis', '《排污许可管理条例》第八条');
    await press(page, w.submit);
    expect(await page.locator('.field-problem').allTextContents()).toHaveLength(1);
    await page.fill('#duty', '核验排污许可申请人的登记状态');
    await page.check('input[name="agencies"][value="ecology"]');
    await expectUsable(page);
    await press(page, w.submit);
    await told(page, w.published);
    const entry = page.locator('article', { hasText: '登记状态核验' });
    expect(await entry.textContent()).toContain('企业登记信息（示例数据）（登记状态）');

    await asker.open('/shares/?scenario=new');
    expect(await asker.page.locator('#online form').count()).toBe(0);
    await entry.locator('summary').click();
    await entry.locator('textarea').fill('职责调整');
    await entry.getByRole('button', { name: w.retire }).click();
    await told(page, w.retireDone);
    expect(await entry.textContent()).toContain(w.retired);
    await expectUsableInEnglish(supervisor);
  });
});

describe('a quarantine', chapter, () => {
  const { quarantine: q } = words;

  it('is one person’s, proved at every address, and ends by the word of two', async () => {
    const address = `/quarantine/?dataset=${enterprises}`;
    const { page, open } = reviewer;
    await open(address);
    await page.fill('#offline-reason', '疑似含商业秘密，先行下线');
    await page.check('input[name="offline-article"][value="45"]');
    await expectUsable(page);
    await press(page, q.act.now);
    await told(page, q.act.done);
    expect((await platform.get(`/api/v1/datasets/${enterprises}`)).status).toBe(410);
    const proof = (await page.locator('#online').textContent()) ?? '';
    expect(proof).toMatch(/核实了 \d+ 个公开地址，都已不能访问/);

    await page.locator('summary', { hasText: q.act.request }).click();
    await page.fill('#request-release-dataset-reason', '经核实，没有商业秘密');
    await page.check('input[name="request-release-dataset-article"][value="28"]');
    await press(page, q.act.request);
    await told(page, q.act.requestDone);
    await page.getByText(q.act.own).waitFor();
    await supervisor.open(address);
    await expectUsableInEnglish(supervisor);
    await press(supervisor.page, q.act.approve);
    await told(supervisor.page, q.act.approveDone);
    await expect
      .poll(async () => (await platform.get(`/api/v1/datasets/${enterprises}`)).status, { timeout: 10_000 })
      .toBe(200);
  });
});

harvestedReview(() => ({ reviewer, stranger: asker }), chapter.timeout);
