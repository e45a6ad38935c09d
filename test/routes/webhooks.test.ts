import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../functions/domain/actor.ts';
import { deliverWebhooks } from '../../functions/service/webhook/deliver.ts';
import { openReceiver, type Receiver } from '../service/webhook/receiver.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

const company = { creditCode: '11220100013828800N', name: '吉林某某科技有限公司' };
const accounts = {
  member: { id: 'zhang', roles: [], organisations: [company] },
  colleague: { id: 'qian', roles: [], organisations: [company] },
  person: { id: 'li', roles: [] },
  publisher: { id: 'xu', roles: ['publisher'], agency: 'ecology' },
  reviewer: { id: 'wang', roles: ['reviewer'], agency: 'ecology' },
  foreign: { id: 'zhou', roles: ['reviewer', 'publisher'], agency: 'transport' },
  supervisor: { id: 'zhao', roles: ['supervisor'], agency: 'ecology' },
  auditor: { id: 'wu', roles: ['auditor'], agency: 'ecology' },
} as const satisfies Record<string, Actor>;
type Who = keyof typeof accounts;

let platform: OpenPlatform;
let receiver: Receiver;
beforeAll(async () => {
  platform = await openOpenPlatform({
    rows: 3,
    tokens: accounts,
    more: { outgoing: { allowsLoopback: true } },
  });
});
afterAll(() => platform.close());
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(() => receiver[Symbol.asyncDispose]());

interface Told {
  readonly status: number;
  readonly body: {
    webhook?: Record<string, unknown>;
    secret?: string;
    code?: string;
    reason?: string;
    delivery?: { id: string };
    data?: readonly Record<string, unknown>[];
    links?: { next: string | null };
  };
  readonly headers: Headers;
}
async function send(path: string, who?: Who, body?: object, method = body ? 'POST' : 'GET'): Promise<Told> {
  const headers = {
    ...(who && { Authorization: `Bearer ${who}` }),
    ...(body && { 'Content-Type': 'application/json' }),
  };
  const response = await platform.get(`/api/v1/webhooks${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Told['body'],
  };
}
const make = (who: Who, more: object = {}) => send('', who, { name: '业务系统', url: receiver.url, ...more });
const idOf = ({ body }: Told): string => String(body.webhook?.id);
const made = async (who: Who, more: object = {}) => idOf(await make(who, more));
const command = (id: string, who: Who, body: object) => send(`/${id}/commands`, who, body);

describe('making a webhook', () => {
  it('shows its secret once', async () => {
    const { status, body, headers } = await make('person', { events: ['application.approved'] });
    expect([status, headers.get('Cache-Control')]).toEqual([201, 'no-store']);
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(body.webhook).toMatchObject({ owner: 'person/li', events: ['application.approved'] });
    const list = await send('', 'person');
    expect(JSON.stringify(list.body)).not.toMatch(/whsec_/);
    expect(list.body.data).toMatchObject([{ id: body.webhook?.id, lastSuccessAt: null }]);
    expect(JSON.stringify(platform.logged)).not.toMatch(/whsec_/);
    await command(String(body.webhook?.id), 'person', { type: 'remove' });
  });

  it.each([
    ['without a name', { name: '' }],
    ['with a type that does not exist', { events: ['application.opened'] }],
    ['with more than is known', { secret: 'whsec_mine' }],
  ])('is refused %s', async (_case, more) => {
    expect((await make('person', more)).body.code).toBe('invalid-request');
  });

  it('watches what is in the public catalogue, and nothing else', async () => {
    const watched = { datasets: ['stations'], agencies: ['ecology-department'] };
    const { body } = await make('person', watched);
    expect(body.webhook).toMatchObject(watched);
    const wrong = { datasets: ['stations', 'statoins'], agencies: ['nobody'] };
    expect(await make('person', wrong)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    const id = String(body.webhook?.id);
    expect((await command(id, 'person', { type: 'change', ...wrong })).status).toBe(400);
    expect((await command(id, 'person', { type: 'change', datasets: [] })).body.webhook).toMatchObject({
      datasets: [],
      agencies: ['ecology-department'],
    });
    await command(id, 'person', { type: 'remove' });
  });

  it.each([
    ['http://example.org/', 'not-https'],
    ['https://a:b@example.org/', 'user-information'],
    ['https://169.254.169.254/', 'not-public'],
    ['https://example.org:22/', 'port'],
    ['hook', 'not-a-url'],
  ])('is refused to %s, with the reason', async (url, reason) => {
    const { status, body } = await make('person', { url });
    expect([status, body.code, body.reason]).toEqual([422, 'webhook-address-refused', reason]);
    const id = await made('person');
    expect((await command(id, 'person', { type: 'change', url })).body.reason).toBe(reason);
    await command(id, 'person', { type: 'remove' });
  });

  it('of this machine is refused outside local mode', async () => {
    const strict = await openOpenPlatform({ rows: 1, tokens: accounts });
    const response = await strict.get('/api/v1/webhooks', {
      method: 'POST',
      headers: { Authorization: 'Bearer person', 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'a', url: receiver.url }),
    });
    expect([response.status, await response.json()]).toMatchObject([422, { reason: 'not-https' }]);
    await strict.close();
  });

  it('stops at ten for one owner, whoever asks at once', async () => {
    const all = await Promise.all(Array.from({ length: 13 }, () => make('supervisor')));
    const codes = all.filter(({ status }) => status !== 201).map(({ body }) => body.code);
    expect(all.length - codes.length).toBeLessThanOrEqual(10);
    expect(codes.every((code) => code === 'too-many-webhooks' || code === 'webhooks-overtaken')).toBe(true);
    const list = await send('', 'supervisor');
    for (const { id } of list.body.data ?? []) await command(String(id), 'supervisor', { type: 'remove' });
  });
});

describe('the owner', () => {
  const { creditCode } = company;
  it.each<[Who, object, number, string]>([
    ['member', {}, 201, 'person/zhang'],
    ['member', { owner: creditCode }, 201, `organisation/${creditCode}`],
    ['member', { owner: 'agency' }, 403, 'not-your-party'],
    ['person', { owner: creditCode }, 403, 'not-your-party'],
    // Publishers learn nothing of applications, which are what an agency is told of.
    ['publisher', { owner: 'agency' }, 403, 'not-your-party'],
    ['reviewer', { owner: 'agency' }, 201, 'agency/ecology'],
    ['supervisor', { owner: 'agency' }, 403, 'not-your-party'],
    ['auditor', { owner: 'agency' }, 403, 'not-your-party'],
  ])('for %s with %j is told by %i %s', async (who, more, status, expected) => {
    const told = await make(who, { owner: 'self', ...more });
    expect([told.status, told.body.webhook?.owner ?? told.body.code]).toEqual([status, expected]);
    if (status === 201) await command(idOf(told), who, { type: 'remove' });
  });

  it('is an organisation: whoever acts for it may do everything, others hear of nothing', async () => {
    const id = await made('member', { owner: creditCode });
    const delivery = (await command(id, 'member', { type: 'test' })).body.delivery?.id;
    const paths: readonly (readonly [path: string, body?: object])[] = [
      [`/${id}/deliveries`],
      [`/${id}/deliveries/${delivery}/replay`, {}],
      ...['change', 'rotate-secret', 'test', 'disable', 'enable', 'remove'].map(
        (type) => [`/${id}/commands`, { type }] as const,
      ),
    ];
    const unknown = 'whk_01ARZ3NDEKTSV4RRFFQ69G5FAV';
    for (const who of ['person', 'publisher', 'foreign', 'supervisor', 'auditor'] as const)
      for (const [path, body] of paths) {
        const told = await send(path, who, body);
        const nothing = await send(path.replace(id, unknown), who, body);
        expect([told.status, told.body.code]).toEqual([404, 'unknown-webhook']);
        expect(nothing.body.code).toBe(told.body.code);
        expect((await send('', who)).body.data).toEqual([]);
      }
    for (const [path, body] of paths) {
      const { status } = await send(path, 'colleague', body);
      expect([path, body, status < 300 || status === 409]).toEqual([path, body, true]);
    }
  });

  it('is told to nobody who is not signed in', async () => {
    for (const [path, body] of [
      ['', undefined],
      ['', {}],
      ['/whk_1/commands', {}],
      ['/whk_1/deliveries', undefined],
    ] as const)
      expect((await send(path, undefined, body)).status).toBe(401);
  });
});

describe('trying it out', () => {
  it('sends a test, shows what came of it page by page, and replays', async () => {
    const id = await made('person');
    const tested = await command(id, 'person', { type: 'test' });
    expect([tested.status, tested.body.delivery]).toMatchObject([
      202,
      { state: 'waiting', type: 'webhook.test' },
    ]);
    const replay = () => send(`/${id}/deliveries/${tested.body.delivery?.id}/replay`, 'person', {});
    expect((await replay()).body.code).toBe('delivery-pending');
    await deliverWebhooks(platform.deps);
    expect((await replay()).status).toBe(202);
    await command(id, 'person', { type: 'test' });
    await deliverWebhooks(platform.deps);
    await deliverWebhooks(platform.deps);
    expect(receiver.received).toHaveLength(3);
    const first = await send(`/${id}/deliveries?limit=1`, 'person');
    const { search } = new URL(first.body.links?.next ?? '');
    const second = await send(`/${id}/deliveries${search}`, 'person');
    expect(second.body.links?.next).toBeNull();
    const both = [...(first.body.data ?? []), ...(second.body.data ?? [])];
    expect(both).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
    expect(both.map(({ attempted }) => attempted).sort()).toEqual([1, 2]);
    expect((await send(`/${id}/deliveries?cursor=x`, 'person')).body.code).toBe('invalid-request');
    expect((await send(`/${id}/deliveries/msg_1/replay`, 'person', {})).body.code).toBe('unknown-delivery');
    await command(id, 'person', { type: 'remove' });
  });

  it('rotates, disables and enables', async () => {
    const told = await make('person');
    const id = idOf(told);
    const rotated = await command(id, 'person', { type: 'rotate-secret' });
    expect(rotated.status).toBe(201);
    expect(rotated.body.secret).not.toBe(told.body.secret);
    expect((await command(id, 'person', { type: 'rotate-secret', overlapHours: 169 })).body.code).toBe(
      'invalid-request',
    );
    const disabled = await command(id, 'person', { type: 'disable' });
    expect(disabled.body.webhook).toMatchObject({ disabled: { because: 'owner' } });
    expect((await command(id, 'person', { type: 'test' })).body.code).toBe('webhook-disabled');
    expect((await command(id, 'person', { type: 'enable' })).body.webhook).not.toHaveProperty('disabled');
    expect((await command(id, 'person', { type: 'remove' })).body).toEqual({ removed: true });
    expect((await command(id, 'person', { type: 'remove' })).status).toBe(404);
  });
});
