import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GrantedPlatform, openGrantedPlatform } from '../support/granted-platform.ts';
import type { people } from '../support/granting.ts';

let platform: GrantedPlatform;
let application: string;
beforeAll(async () => {
  platform = await openGrantedPlatform({ rows: 40 });
});
afterAll(() => platform[Symbol.asyncDispose]());
beforeEach(async () => {
  application = await platform.grant();
});

type Who = keyof typeof people;
interface Told {
  readonly status: number;
  readonly body: Record<string, unknown> & { key?: Record<string, unknown>; secret?: string; code?: string };
  readonly headers: Headers;
}
async function send(path: string, who: Who, body?: object): Promise<Told> {
  const response = await platform.send(`/api/v1${path}`, who, body);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Told['body'],
  };
}
const make = (who: Who = 'member', body: object = { name: '生产环境' }) =>
  send(`/applications/${application}/keys`, who, body);
const records = '/api/v1/datasets/visits/records?limit=1';
const works = async (secret: string | undefined) => (await platform.get(records, secret)).status;

describe('making a key', () => {
  it('shows it once, and it works', async () => {
    const { status, body, headers } = await make();
    expect([status, headers.get('Cache-Control')]).toEqual([201, 'no-store']);
    expect(body.secret).toMatch(/^jlod_live_[0-9A-Za-z]{59}$/);
    expect(body.secret).toMatch(new RegExp(`^${body.key?.prefix}`));
    expect(await works(body.secret)).toBe(200);
    const list = await send(`/keys?application=${application}`, 'member');
    expect(list.body.data).toMatchObject([
      { name: '生产环境', status: 'active', createdBy: 'zhang', lastUsedAt: null },
    ]);
    expect(JSON.stringify(list.body)).not.toContain(body.secret?.slice(36));
    expect(JSON.stringify(list.body)).not.toMatch(/hash/);
  });

  it.each([
    ['without a name', {}],
    ['with more than is known', { name: 'a', id: 'key_1' }],
    ['with what is no address', { name: 'a', addresses: ['example.org'] }],
  ])('is refused %s', async (_case, body) => {
    expect((await make('member', body)).body.code).toBe('invalid-request');
  });

  it('needs a grant that is signed and has not ended', async () => {
    application = await platform.decideOn('visits', {});
    expect([(await make()).status, (await make()).body.code]).toEqual([409, 'grant-not-active']);
    await platform.sign(application);
    expect((await make()).status).toBe(201);
    await platform.revoke(application);
    expect((await make()).body.code).toBe('grant-not-active');
  });

  it('happens once each, whoever asks at once, and never beyond the most', async () => {
    const all = await Promise.all(Array.from({ length: 13 }, () => make()));
    const made = all.filter(({ status }) => status === 201);
    expect(made.length).toBeLessThanOrEqual(10);
    const codes = new Set(all.filter(({ status }) => status !== 201).map(({ body }) => body.code));
    expect([...codes].every((code) => code === 'too-many-keys' || code === 'keys-overtaken')).toBe(true);
    const { body } = await send(`/keys?application=${application}`, 'member');
    expect(body.data).toHaveLength(made.length);
  });
});

describe('changing a key', () => {
  let key: { id: string; secret: string };
  beforeEach(async () => {
    key = await platform.key(application);
  });
  const command = (body: object, who: Who = 'member') => send(`/keys/${key.id}/commands`, who, body);

  it('rotates it: both work until the time that was chosen', async () => {
    const { status, body } = await command({ type: 'rotate', overlapHours: 2 });
    expect([status, body.key?.replaces]).toEqual([201, key.id]);
    expect([await works(key.secret), await works(body.secret)]).toEqual([200, 200]);
    platform.pass(2 * 3_600_000);
    expect([await works(key.secret), await works(body.secret)]).toEqual([401, 200]);
    const list = await send(`/keys?application=${application}`, 'member');
    expect(list.body.data).toMatchObject([{ status: 'ended' }, { status: 'active' }]);
  });

  it('rotates for at most seven days', async () => {
    expect((await command({ type: 'rotate', overlapHours: 169 })).body.code).toBe('invalid-request');
    expect((await command({ type: 'rotate', overlapHours: 168 })).status).toBe(201);
    expect((await command({ type: 'rotate' })).body.code).toBe('key-ended');
  });

  it('renames it, and keeps it to addresses', async () => {
    expect((await command({ type: 'rename', name: '备用' })).body.key).toMatchObject({ name: '备用' });
    await command({ type: 'allow-list', addresses: ['203.0.113.0/24'] });
    platform.pass(1000);
    const response = await platform.get(records, key.secret);
    expect([response.status, ((await response.json()) as Told['body']).code]).toEqual([
      403,
      'address-not-allowed',
    ]);
    await command({ type: 'allow-list', addresses: [] });
    platform.pass(1000);
    expect(await works(key.secret)).toBe(200);
  });

  it('revokes it, and no other', async () => {
    const other = await platform.key(application);
    expect((await command({ type: 'revoke' })).body.key).toMatchObject({ status: 'revoked' });
    expect((await command({ type: 'revoke' })).status).toBe(200);
    platform.pass(1000);
    expect([await works(key.secret), await works(other.secret)]).toEqual([401, 200]);
  });

  it('shows all as ended when the grant has', async () => {
    await platform.revoke(application);
    const list = await send(`/keys?application=${application}`, 'member');
    expect(list.body.data).toMatchObject([{ status: 'ended' }]);
  });
});

describe('who may do what', () => {
  const matrix: Readonly<Record<Who, readonly [make: number, list: number, use: number, change: number]>> = {
    member: [201, 200, 200, 200],
    colleague: [403, 200, 200, 403],
    reviewer: [403, 200, 200, 403],
    supervisor: [403, 200, 200, 403],
    auditor: [403, 200, 200, 403],
    stranger: [404, 404, 404, 404],
  };

  it.each(Object.entries(matrix) as [Who, readonly number[]][])('%s', async (who, expected) => {
    const { id } = await platform.key(application);
    const statuses = [
      (await make(who)).status,
      (await send(`/keys?application=${application}`, who)).status,
      (await send(`/applications/${application}/use`, who)).status,
      (await send(`/keys/${id}/commands`, who, { type: 'rename', name: 'x' })).status,
    ];
    expect(statuses).toEqual(expected);
    expect((await send(`/applications/${application}/use/requests`, who)).status).toBe(expected[2]);
  });

  it('is told to strangers as if there were nothing', async () => {
    const { id } = await platform.key(application);
    const told = async (path: string, body?: object) => {
      const { status, body: text } = await send(path, 'stranger', body);
      return [status, text.code, text.detail];
    };
    const unknown = 'app_01ARZ3NDEKTSV4RRFFQ69G5FAV';
    const command = { type: 'revoke' };
    expect(await told(`/keys?application=${application}`)).toEqual(
      await told(`/keys?application=${unknown}`),
    );
    expect(await told(`/applications/${application}/use`)).toEqual(
      await told(`/applications/${unknown}/use`),
    );
    expect(await told(`/keys/${id}/commands`, command)).toEqual(
      await told('/keys/key_unknown/commands', command),
    );
  });
});

describe('use', () => {
  it('is told by day and by key, with each request', async () => {
    const { id, secret } = await platform.key(application);
    await (await platform.get('/api/v1/datasets/visits/records?limit=3', secret)).text();
    await (await platform.get('/api/v1/datasets/visits/records?secret_code__exact=张三', secret)).text();
    const csv = await (await platform.get('/api/v1/datasets/visits/export/csv', secret)).text();
    await platform.deps.accessKeys.flush();
    const rows = csv.trim().split('\n').length - 1;
    const { body } = await send(`/applications/${application}/use`, 'reviewer');
    expect(body.days).toHaveLength(30);
    expect(body.total).toMatchObject({ requests: 3, refused: 1, rows: 3 + rows });
    expect(body.keys).toMatchObject([{ id, requests: 3, lastUsedAt: expect.stringMatching(/Z$/) }]);
    const lines = await send(`/applications/${application}/use/requests`, 'supervisor');
    expect(lines.body.data).toMatchObject([
      {
        key: id,
        route: '/api/v1/datasets/{id}/export/{format}',
        status: 200,
        rows,
        bytes: Buffer.byteLength(csv),
      },
      { status: 400, rows: 0 },
      { route: '/api/v1/datasets/{id}/records', status: 200, rows: 3 },
    ]);
    expect(JSON.stringify(lines.body)).not.toContain('张三');
  });

  it('is asked for at most 366 days', async () => {
    const asked = async (query: string) =>
      (await send(`/applications/${application}/use?${query}`, 'member')).status;
    expect(await asked('from=2025-03-11&to=2026-03-10')).toBe(200);
    expect(await asked('from=2025-03-01&to=2026-03-10')).toBe(400);
    expect(await asked('from=2026-03-11&to=2026-03-10')).toBe(400);
    expect(await asked('from=2026-02-30')).toBe(400);
  });
});
