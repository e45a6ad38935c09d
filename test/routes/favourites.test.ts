import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../functions/domain/actor.ts';
import { findSubscriber } from '../../functions/service/favourite/subscriber.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

const accounts = {
  li: { id: 'li', roles: [], email: 'li@example.org' },
  /** The same person, by a token that does not tell the address. */
  'li-machine': { id: 'li', roles: [] },
  wu: { id: 'wu', roles: [] },
} as const satisfies Record<string, Actor>;

let platform: OpenPlatform;
beforeAll(async () => {
  platform = await openOpenPlatform({ rows: 3, tokens: accounts });
});
afterAll(() => platform.close());

async function ask(who: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { Authorization: `Bearer ${who}`, 'Content-Type': 'application/json' };
  const path = `/api/v1/favourites${body ? '/commands' : ''}`;
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
  const response = await platform.get(path, init);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('favourites are kept, changed and cleared by their owner, and seen by nobody else', async () => {
  const stations = { dataset: 'stations', notify: true };
  expect(await ask('li', { type: 'add', ...stations })).toMatchObject({
    status: 200,
    body: { data: [{ ...stations, names: { dataset: { title: '水质监测断面' } } }], email: 'li@example.org' },
  });
  await ask('li', { type: 'add', agency: 'ecology-department' });
  expect((await ask('li', { type: 'add', dataset: 'stations', notify: false })).body.data).toMatchObject([
    { agency: 'ecology-department', notify: false },
    { dataset: 'stations', notify: false },
  ]);
  expect((await ask('wu')).body).toEqual({ data: [], email: null });
  expect((await ask('li', { type: 'clear' })).body.data).toEqual([]);
  expect((await ask('li', { type: 'add', dataset: 'x', agency: 'y' })).status).toBe(400);
  expect((await ask('li', { type: 'add', dataset: 'no-such' })).body).toMatchObject({
    code: 'unknown-favourite',
  });
});

it('one click in a mail ends the notices, without a sign-in; looking at the page ends nothing', async () => {
  await ask('li', { type: 'add', dataset: 'stations', notify: true });
  const { secret = '' } = (await findSubscriber(platform.deps.records, 'li')) ?? {};
  expect((await ask('li-machine')).body.email).toBeNull();
  expect(await findSubscriber(platform.deps.records, 'li')).toMatchObject({
    email: 'li@example.org',
    secret,
  });
  const address = `/api/v1/unsubscribe?token=${secret}`;
  const asked = await platform.get(address);
  expect(asked.status).toBe(200);
  expect(await asked.text()).toMatch(/content="no-referrer".*<form method="post">/s);
  expect(await findSubscriber(platform.deps.records, 'li')).toBeDefined();
  const unknown = await platform.get('/api/v1/unsubscribe?token=unknown', { method: 'POST' });
  const done = await platform.get(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://mail.example.org' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect([done.status, await done.text()]).toEqual([200, await unknown.text()]);
  expect(await findSubscriber(platform.deps.records, 'li')).toBeUndefined();
  expect((await ask('li')).body.data).toMatchObject([{ dataset: 'stations', notify: false }]);
  expect(JSON.stringify(platform.logged)).not.toContain(secret);
});
