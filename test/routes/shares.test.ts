/** Sharing between agencies (Art. 24–26) over HTTP: what each class gives, what keys then open, and until when. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDataset } from '../../functions/domain/dataset-rules.ts';
import type { Catalogue } from '../../functions/service/catalogue/catalogue.ts';
import { ownDatasets } from '../../functions/service/own-dataset/own-datasets.ts';
import { readRecorded } from '../../functions/service/own-dataset/recorded.ts';
import { agencies, descriptor, publisher } from '../service/publication/publishing.ts';
import { type GrantedPlatform, openGrantedPlatform, visitFields } from '../support/granted-platform.ts';

let platform: GrantedPlatform;
let app: ReturnType<GrantedPlatform['appWith']>;
const grounds = { reason: '涉及运行安全', legalBasis: '《办法》第二十五条' };
const openness = {
  class: 'conditional',
  ground: 'continuous',
  ...grounds,
  conditions: '说明用途并签署使用协议',
} as const;
const withheld = { class: 'withheld', ground: 'personal-privacy', ...grounds } as const;

beforeAll(async () => {
  platform = await openGrantedPlatform({ rows: 40 });
  let catalogue: Catalogue;
  const publish = async (changes: Parameters<typeof descriptor>[0], text?: string) => {
    const document = descriptor(changes);
    const { data: _data, ...entry } = document;
    const files: Record<string, string> = text === undefined ? {} : { 'rivers.csv': text };
    const result = await platform.publishing.publish(text === undefined ? entry : document, files, {
      actor: publisher,
    });
    expect(result.outcome, JSON.stringify(result).slice(0, 500)).toBe('published');
  };
  const table = (name: string) => `id,name\n1,${name}\n2,图们江\n`;
  await publish(
    { id: 'joint', code: '307008211001/11', openness, sharing: { type: 'authorised', ...grounds } },
    table('松花江'),
  );
  await publish(
    { id: 'secret', code: '307008211001/12', openness, sharing: { type: 'withheld', ...grounds } },
    table('嫩江'),
  );
  const people = { openness: withheld, fields: [{ ...visitFields[0], sensitivity: 'personal' }] } as object;
  const handed = { sharing: { type: 'authorised', ...grounds, method: '数据共享交换平台' } } as const;
  await publish({ id: 'register', code: '307008211001/13', ...people, ...handed });
  catalogue = await platform.publishing.catalogue();
  app = platform.appWith({ catalogue: () => catalogue });
});
afterAll(() => platform[Symbol.asyncDispose]());

interface Share {
  readonly id: string;
  readonly status: string;
  readonly granted: { readonly term: { readonly until: string } };
  readonly refused: object;
  readonly dataset: unknown;
}
interface Listed {
  readonly data: readonly object[];
  readonly links: { readonly next: string };
}
interface Problem {
  readonly code: string;
  readonly errors: readonly { readonly field: string }[];
}
interface Told {
  readonly status: number;
  /** A share, a list or a problem: each assertion reads what its answer holds. */
  readonly body: Share & Listed & Problem & { readonly secret: string };
}
async function ask(
  who: keyof typeof platform.people | undefined,
  path: string,
  body?: object,
): Promise<Told> {
  const headers = {
    ...(who && { Authorization: `Bearer ${who}` }),
    ...(body && { 'Content-Type': 'application/json' }),
  };
  const init = body && { method: 'POST', body: JSON.stringify(body) };
  const response = await app.request(`/api/v1/${path}`, { ...init, headers });
  return { status: response.status, body: (await response.json()) as Told['body'] };
}
const request = {
  dataset: 'visits',
  duty: '统筹全省政务服务窗口布局',
  basis: '省政务服务和数字化局职责第三项',
  fields: ['station', 'region'],
  access: ['records'],
  requestsPerDay: 5,
  months: 1,
  ownDutyOnly: true,
};
/** An official of the bureau asks for data of the statistics office. */
const share = (changes: object = {}) => ask('stranger', 'shares', { ...request, ...changes });
const ofJoint = { dataset: 'joint', fields: ['id', 'name'] };
const say = (who: keyof typeof platform.people, id: string, command: object) =>
  ask(who, `shares/${id}/commands`, command);
const keyOf = async (id: string): Promise<string> => {
  const { status, body } = await ask('stranger', `shares/${id}/keys`, { name: '窗口系统' });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.secret;
};
const recordsOf = async (key: string, dataset = 'visits') => {
  const response = await app.request(`/api/v1/datasets/${dataset}/records?limit=2`, {
    headers: { 'X-API-Key': key },
  });
  return { status: response.status, body: (await response.json()) as Told['body'] };
};

describe('what is shared without conditions', () => {
  it('is granted at once; its keys open what was asked for, as often as that, and no longer', async () => {
    const made = await share();
    expect(made).toMatchObject({
      status: 201,
      body: { status: 'active', granted: { by: 'class' }, delivery: 'keys', commands: ['give-back'] },
    });
    const key = await keyOf(made.body.id);
    const told = await recordsOf(key);
    expect(told.status).toBe(200);
    expect(Object.keys(told.body.data[0] ?? {})).toEqual(['station', 'region']);
    const exported = await app.request('/api/v1/datasets/visits/export/csv', {
      headers: { 'X-API-Key': key },
    });
    expect([exported.status, ((await exported.json()) as { code: string }).code]).toEqual([
      403,
      'access-not-granted',
    ]);
    for (let used = 1; used < request.requestsPerDay; used += 1) await recordsOf(key);
    expect(await recordsOf(key)).toMatchObject({ status: 429, body: { code: 'quota-used-up' } });
  });

  it.each([
    ['given back', () => 'stranger' as const, { type: 'give-back' }, 'given-back'],
    ['revoked', () => 'supervisor' as const, { type: 'revoke', reason: '用于其他目的' }, 'revoked'],
  ])('ends for its keys when it is %s', async (_how, who, command, status) => {
    const { body } = await share();
    const key = await keyOf(body.id);
    expect((await recordsOf(key)).status).toBe(200);
    expect(await say(who(), body.id, command)).toMatchObject({ status: 200, body: { status } });
    platform.pass(1000);
    expect(await recordsOf(key)).toMatchObject({ status: 403, body: { grantStatus: status } });
    expect((await ask('stranger', `shares/${body.id}/keys`, { name: '又一把' })).body.code).toBe(
      'grant-not-active',
    );
  });

  it('ends for its keys with the term', async () => {
    const { body } = await share();
    const key = await keyOf(body.id);
    const before = platform.clock.now;
    platform.pass(Date.parse(body.granted.term.until) - before.getTime());
    expect(await recordsOf(key)).toMatchObject({ status: 403, body: { grantStatus: 'expired' } });
    expect((await ask('stranger', `shares/${body.id}`)).body).toMatchObject({
      status: 'expired',
      commands: [],
    });
    platform.clock.now = before;
  });
});

describe('what is not given', () => {
  it.each([
    ['open data, with its address', { dataset: 'rivers', fields: [] }, 'share-open-already'],
    ['a column that is not there', { fields: ['owner'] }, 'share-terms-unfit'],
    ['without the clause', { ownDutyOnly: false }, 'share-duty-unaccepted'],
    ['an unknown dataset', { dataset: 'nothing' }, 'share-unknown-dataset'],
  ])('%s', async (_what, changes, code) => {
    const { status, body } = await share(changes);
    expect([status, body.code]).toEqual([422, code]);
    if (code === 'share-open-already') expect(body.dataset).toMatch(/\/datasets\/rivers\/$/);
  });

  it('what is not shared, with the reason and the basis of the entry, told in the list of demand', async () => {
    platform.pass(1000);
    const { status, body } = await share({ ...ofJoint, dataset: 'secret' });
    expect([status, body.status, body.refused]).toMatchObject([201, 'refused', { by: 'class', ...grounds }]);
    const demand = await ask(undefined, 'sharing-demand?limit=1');
    expect(demand.body.data).toMatchObject([
      { id: body.id, status: 'refused', agency: { id: 'bureau' }, dataset: { id: 'secret' } },
    ]);
    expect(JSON.stringify(demand.body)).not.toContain(request.duty);
    expect(demand.body.links.next).toContain('cursor=');
    const shown = platform.deps.catalogue();
    const recorded = await readRecorded(platform.deps, shown);
    const table = ownDatasets['sharing-demand']?.(shown, platform.clock.now.toISOString(), recorded);
    expect(table).toContain(`${body.id},2026-03-10,bureau,secret,`);
    expect(table).not.toContain(request.duty);
  });
});

describe('what is shared on authorisation', () => {
  it('waits for the Bureau, and opens what it narrows it to', async () => {
    const { body } = await share(ofJoint);
    expect(body).toMatchObject({ status: 'asked', granted: null, commands: ['withdraw'] });
    expect((await ask('stranger', `shares/${body.id}/keys`, { name: '窗口系统' })).body.code).toBe(
      'grant-not-active',
    );
    const queue = await ask('supervisor', 'shares?scope=queue');
    expect(queue.body.data).toMatchObject([{ id: body.id, commands: ['approve', 'refuse'] }]);
    const told = await ask('supervisor', 'notifications');
    expect(told.body.data).toContainEqual(
      expect.objectContaining({ event: 'share-requested', share: body.id }),
    );
    const rows = [{ field: 'name', operator: 'exact', values: ['图们江'] }];
    const approval = { type: 'approve', reason: '属于履职需要', fields: ['name'], rows };
    expect((await say('supervisor', body.id, approval)).body.status).toBe('active');
    expect((await recordsOf(await keyOf(body.id), 'joint')).body.data).toEqual([{ name: '图们江' }]);
  });

  it('is neither asked for nor decided on in words that show nothing', async () => {
    const blank = '\u3000\u200b'.repeat(8);
    for (const part of ['duty', 'basis'])
      expect((await share({ [part]: blank })).body).toMatchObject({
        code: 'invalid-request',
        errors: [{ field: part, message: 'must be written out' }],
      });
    const { id } = (await share(ofJoint)).body;
    for (const command of [
      { type: 'approve', reason: blank },
      { type: 'refuse', reason: blank, legalBasis: '《办法》第二十五条' },
      { type: 'refuse', reason: '不属于履职需要', legalBasis: blank },
    ])
      expect((await say('supervisor', id, command)).status).toBe(400);
    await say('stranger', id, { type: 'withdraw' });
  });

  it('is granted directly where the need is of a published scenario, and not when that is retired', async () => {
    const scenario = {
      name: '窗口布局',
      duty: '统筹全省政务服务窗口布局',
      legalBasis: '《办法》第二十六条',
      datasets: [{ dataset: 'joint', fields: ['id', 'name'] }],
      agencies: ['bureau'],
    };
    const published = await ask('supervisor', 'scenarios/commands', { type: 'publish', ...scenario });
    const { id } = published.body;
    expect((await ask(undefined, 'scenarios')).body.data).toMatchObject([{ id, ...scenario }]);
    const direct = { ...ofJoint, scenario: id };
    expect((await share(direct)).body).toMatchObject({ status: 'active', granted: { by: 'scenario' } });
    await ask('supervisor', 'scenarios/commands', { type: 'retire', scenario: id, reason: '职责调整' });
    expect((await share(direct)).body.code).toBe('share-scenario-unfit');
  });

  it('a scenario names what is shared on authorisation, and columns that there are', async () => {
    const unfit = {
      name: '窗口布局',
      duty: '统筹全省政务服务窗口布局',
      legalBasis: '《办法》第二十六条',
      datasets: [
        { dataset: 'rivers', fields: [] },
        { dataset: 'joint', fields: ['owner'] },
      ],
      agencies: ['nobody'],
    };
    const { status, body } = await ask('supervisor', 'scenarios/commands', { type: 'publish', ...unfit });
    expect([status, body.errors.map(({ field }) => field)]).toEqual([
      422,
      ['agencies[0]', 'datasets[0]', 'datasets[1].fields'],
    ]);
  });

  it('is handed over by its provider where the platform does not hold it', async () => {
    const { body } = await share({ dataset: 'register', fields: ['station'] });
    await say('supervisor', body.id, { type: 'approve', reason: '属于履职需要' });
    const read = await ask('stranger', `shares/${body.id}`);
    expect(read.body).toMatchObject({ status: 'active', delivery: 'provider', method: '数据共享交换平台' });
    expect((await ask('stranger', `shares/${body.id}/keys`, { name: '窗口系统' })).body.code).toBe(
      'grant-not-active',
    );
  });

  it('two officers at once: one decides', async () => {
    const { body } = await share(ofJoint);
    const answers = await Promise.all([
      say('supervisor', body.id, { type: 'approve', reason: '属于履职需要' }),
      say('supervisor', body.id, { type: 'refuse', ...grounds }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('what was shared is never opened again (Art. 24, 29)', () => {
  it.each(['unconditional', 'conditional'] as const)('not as %s data', (kind) => {
    const document = descriptor({
      publisher: 'bureau',
      acquisition: 'shared',
      sources: [{ title: '吉林省统计局 visits，依据数据共享授权取得' }],
      openness: kind === 'conditional' ? openness : { class: kind },
    });
    const checked = checkDataset(document, {
      agencies: new Map(agencies.map((agency) => [agency.id, agency])),
    });
    expect(checked).toMatchObject({
      outcome: 'invalid',
      defects: [{ code: 'acquisition-not-open', law: 'Art. 29' }],
    });
  });
});
