import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainOrigin } from '../../functions/domain/hash-chain.ts';
import { appendEvents } from '../../functions/service/event-log.ts';
import { openSignedInPlatform, type SignedInPlatform } from '../support/signed-in-platform.ts';

const address = '/api/v1/notifications';
const read = `${address}/read`;
const [older, newer, foreign] = ['A', 'B', 'C'].map((last) => `01ARZ3NDEKTSV4RRFFQ69G5FA${last}`);

let platform: SignedInPlatform;
beforeAll(async () => {
  platform = await openSignedInPlatform();
  const value = { event: 'accepted', at: '2026-03-10T02:00:00Z', application: 'app_1', status: 'accepted' };
  const put = [
    ['person/person', older, 'gated'],
    ['person/person', newer, 'unpublished'],
    ['agency/ecology', foreign, 'gated'],
  ].map(([key = '', sort = '', dataset = '']) => {
    return { index: 'notifications', key, sort, value: { ...value, dataset } };
  });
  await appendEvents(platform.records, 'told', { length: 0, lastHash: chainOrigin }, [], { put });
});
afterAll(() => platform.close());

const bearer = async (account: string) => ({ Authorization: `Bearer ${await platform.token(account)}` });
async function ask(account: string, path = address) {
  const response = await platform.browser().send(path, { headers: await bearer(account) });
  return (await response.json()) as { data: { id: string; read: boolean }[]; unread: number };
}
async function mark(account: string, body: unknown) {
  const headers = { ...(await bearer(account)), 'Content-Type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await platform.browser().send(read, init);
  return [response.status, await response.json()];
}

describe('notifications', () => {
  it('tell whether they are read, of which dataset they are by name, and how many are unread', async () => {
    expect(await ask('person')).toMatchObject({
      data: [
        { id: newer, read: false, names: { dataset: { id: 'unpublished' } } },
        { id: older, read: false, names: { dataset: { id: 'gated', title: '公交刷卡行程' } } },
      ],
      unread: 2,
    });
    expect(await ask('enterprise-a')).toMatchObject({ data: [], unread: 0 });
  });

  it.each([
    ['nothing', {}],
    ['an empty list', { ids: [] }],
    ['more than fifty', { ids: Array.from({ length: 51 }, () => older) }],
    ['what is no id', { ids: ['person/person'] }],
    ['two ways at once', { ids: [older], until: older }],
    ['an id in small letters', { until: older?.toLowerCase() }],
  ])('are not marked by %s', async (_case, body) => {
    expect(await mark('person', body)).toMatchObject([400, { code: 'invalid-request' }]);
  });

  it('are marked by their ids, for oneself alone, and again without effect', async () => {
    for (let count = 0; count < 2; count += 1)
      expect(await mark('person', { ids: [older] })).toEqual([200, { unread: 1 }]);
    expect((await ask('person')).data.map((each) => each.read)).toEqual([false, true]);
    expect(await mark('ecology-reviewer', { ids: [older, newer] })).toEqual([200, { unread: 1 }]);
    expect(await mark('person', { ids: [foreign] })).toEqual([200, { unread: 1 }]);
    expect((await ask('ecology-reviewer')).unread).toBe(1);
  });

  it('are marked up to one with the session of a page, never by another site', async () => {
    const browser = platform.browser();
    await platform.signIn(browser, 'person');
    const { csrfToken } = (await (await browser.send('/api/v1/me')).json()) as { csrfToken: string };
    const send = async (headers: Record<string, string>) => {
      const init = { method: 'POST', body: JSON.stringify({ until: newer }) };
      const own = { 'Content-Type': 'application/json', Origin: platform.url, 'X-CSRF-Token': csrfToken };
      const response = await browser.send(read, { ...init, headers: { ...own, ...headers } });
      return [response.status, await response.json()];
    };
    expect(await send({ Origin: 'https://evil.example' })).toMatchObject([
      403,
      { code: 'cross-site-request' },
    ]);
    expect(await send({ 'X-CSRF-Token': 'x'.repeat(43) })).toMatchObject([
      403,
      { code: 'csrf-token-invalid' },
    ]);
    expect((await ask('person')).unread).toBe(1);
    expect(await send({})).toEqual([200, { unread: 0 }]);
    expect((await ask('person')).unread).toBe(0);
  });
});
