import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../functions/domain/dataset.ts';
import {
  descriptor,
  openPublishing,
  type Publishing,
  publisher,
  reviewer,
  stranger,
} from '../service/publication/publishing.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

const supervisor = { id: 'sun', roles: ['supervisor'] } as const;
const nobody = { id: 'wang', roles: [] } as const;
const tokens = { publisher, reviewer, stranger, supervisor, nobody };
const csv = 'id,name\n1,松花江\n2,图们江\n';
const personal = 'id,phone\n1,13800138000\n2,13900139000\n3,13700137000\n';

let publishing: Publishing;
let platform: OpenPlatform;
let count = 0;
/** Of the dataset that the test at hand publishes. */
let id: string;
beforeEach(() => {
  count += 1;
  id = `rivers-${count}`;
});
beforeAll(async () => {
  publishing = await openPublishing();
  platform = await openOpenPlatform({
    rows: 10,
    tokens,
    publications: () => publishing.service,
    more: { maxUploadBytes: 200_000 },
  });
});
afterAll(async () => {
  await platform.close();
  await publishing[Symbol.asyncDispose]();
});

type Files = Readonly<Record<string, string>>;

const rivers = (changes: Partial<Dataset> = {}) => descriptor({ id, ...changes });

function form(dataset: Dataset | string = rivers(), files: Files = { 'rivers.csv': csv }): FormData {
  const data = new FormData();
  data.set('descriptor', typeof dataset === 'string' ? dataset : JSON.stringify(dataset));
  for (const [name, text] of Object.entries(files)) data.append('file', new File([text], name));
  return data;
}

interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}
async function send(path: string, token: string | undefined, init: RequestInit): Promise<Told> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  const response = await platform.get(`/api/v1/publications${path}`, { method: 'POST', ...init, headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}
/** As bytes: a form that is read only in part is a body that is left half-way. */
async function publish(
  token: string | undefined,
  data = form(),
  { query = '', key }: { query?: string; key?: string } = {},
): Promise<Told> {
  const encoded = new Request('http://localhost/', { method: 'POST', body: data });
  const type = encoded.headers.get('Content-Type') ?? '';
  const headers = { 'Content-Type': type, ...(key !== undefined && { 'Idempotency-Key': key }) };
  return send(query, token, { body: await encoded.arrayBuffer(), headers });
}
const command = (id: string, token: string | undefined, body: object, key?: string) =>
  send(`/${id}/commands`, token, {
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...(key && { 'Idempotency-Key': key }) },
  });

const uploadsLeft = () =>
  readdirSync(join(platform.directory, 'work')).filter((name) => name.startsWith('upload-'));

describe('publishing', () => {
  it('makes a version public and says where it is', async () => {
    const { status, body } = await publish('publisher');
    expect([status, body]).toMatchObject([
      201,
      {
        outcome: 'published',
        id,
        version: 1,
        table: { rows: 2 },
        links: { json: `https://data.example.cn/datasets/${id}.json` },
      },
    ]);
    expect((await publishing.catalogue()).entry(id)?.versions[0]?.rows).toBe(2);
    expect(uploadsLeft()).toEqual([]);
  });

  it('says that nothing changed', async () => {
    await publish('publisher');
    expect(await publish('publisher')).toMatchObject({ status: 200, body: { outcome: 'unchanged' } });
  });

  it('checks everything and stores nothing on a dry run', async () => {
    const { status, body } = await publish('publisher', form(), { query: '?dryRun=true' });
    expect([status, body]).toMatchObject([200, { outcome: 'published', dryRun: true, table: { rows: 2 } }]);
    expect((await publishing.catalogue()).entry(id)).toBeUndefined();
  });

  it('tells every defect of a descriptor, with its place', async () => {
    const { title: _title, ...wrong } = rivers({ theme: '999', publisher: 'nobody' });
    const { status, body } = await publish('publisher', form(JSON.stringify(wrong)));
    const { defects } = body as { defects: { path: string }[] };
    expect([status, body.code]).toEqual([422, 'descriptor-invalid']);
    expect(defects.map(({ path }) => path)).toEqual(expect.arrayContaining(['title', 'theme']));
  });

  it('holds back what names persons, with the cells masked', async () => {
    const { status, body } = await publish('publisher', form(rivers(), { 'rivers.csv': personal }));
    expect([status, body.code]).toEqual([409, 'privacy-blocked']);
    expect(body.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(body.findings).toMatchObject([{ kind: 'mobile-number', column: 'phone', cells: 3 }]);
    expect(JSON.stringify(body)).not.toContain('13800138000');
  });

  it.each([
    ['another agency', 'stranger', 403, 'not-owner'],
    ['a reviewer', 'reviewer', 403, 'not-permitted'],
    ['the supervisor', 'supervisor', 403, 'not-permitted'],
    ['a person without a role', 'nobody', 403, 'not-permitted'],
    ['a token that is not valid', 'forged', 401, 'unauthenticated'],
    ['nobody', undefined, 401, 'unauthenticated'],
  ])('is refused to %s', async (_case, token, status, code) => {
    const { body, ...told } = await publish(token);
    expect([told.status, body.code]).toEqual([status, code]);
    if (status === 401) expect(told.headers.get('WWW-Authenticate')).toMatch(/^Bearer realm=/);
  });

  it.each(['Basic cHVibGlzaGVyOng=', 'Bearer', 'Bearer a b', `Bearer ${'x'.repeat(9000)}`, 'publisher'])(
    'is refused to a header of another form: %s',
    async (authorization) => {
      const headers = { Authorization: authorization };
      expect((await send('', undefined, { body: form(), headers })).status).toBe(401);
    },
  );
});

describe('an upload', () => {
  it.each([
    ['a file that the descriptor does not name', () => form(rivers(), { 'other.csv': csv }), 'other.csv'],
    ['a name with a folder', () => form(rivers(), { 'a/rivers.csv': csv }), 'file'],
    ['a name that climbs', () => form(rivers(), { '../rivers.csv': csv }), 'file'],
    ['a name that climbs the other way', () => form(rivers(), { '..\\rivers.csv': csv }), 'file'],
    ['a hidden name', () => form(rivers(), { '.rivers.csv': csv }), 'file'],
    ['a descriptor that is no JSON', () => form('{'), 'descriptor'],
  ])('with %s is refused by name and leaves nothing', async (_case, body, field) => {
    const told = await publish('publisher', body());
    const { errors } = told.body as { errors: { field: string }[] };
    expect([told.status, errors.map((error) => error.field)]).toEqual([400, [field]]);
    expect(uploadsLeft()).toEqual([]);
  });

  it('with the same file twice, or without a descriptor, is refused', async () => {
    const twice = form();
    twice.append('file', new File([csv], 'rivers.csv'));
    const without = new FormData();
    without.append('file', new File([csv], 'rivers.csv'));
    for (const body of [twice, without]) expect((await publish('publisher', body)).status).toBe(400);
  });

  it('without a file that the descriptor names is a defect of the descriptor', async () => {
    const { status, body } = await publish('publisher', form(rivers(), {}));
    expect([status, body.code]).toEqual([422, 'descriptor-invalid']);
  });

  it('beyond the limit is stopped, whether or not it says its length', async () => {
    const large = () => form(rivers(), { 'rivers.csv': 'x'.repeat(300_000) });
    const announced = new Request('http://localhost/', { method: 'POST', body: large() });
    const bytes = await announced.arrayBuffer();
    const type = announced.headers.get('Content-Type') ?? '';
    const sized = { 'Content-Type': type, 'Content-Length': String(bytes.byteLength) };
    const told = [
      await publish('publisher', large()),
      await send('', 'publisher', { body: bytes, headers: sized }),
    ];
    for (const { status, body } of told) expect([status, body.code]).toEqual([413, 'too-large']);
    expect(uploadsLeft()).toEqual([]);
  });

  it.each([
    [
      'cut off',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nzz',
      400,
    ],
    ['without a boundary', 'multipart/form-data', 'x', 400],
    ['of another type', 'application/json', '{}', 415],
  ])('that is %s is refused', async (_case, type, body, status) => {
    expect((await send('', 'publisher', { body, headers: { 'Content-Type': type } })).status).toBe(status);
  });

  it('refuses a parameter that it does not know', async () => {
    expect((await publish('publisher', form(), { query: '?dry-run=true' })).status).toBe(400);
  });
});

describe('overriding the privacy gate', () => {
  const block = async () => {
    const { body } = await publish('publisher', form(rivers(), { 'rivers.csv': personal }));
    return String(body.contentHash);
  };
  const request = (contentHash: string) => ({
    type: 'request-override',
    contentHash,
    reason: '均为机构公开的值班电话',
    legalBasis: '《个人信息保护法》第二十七条',
  });

  it('takes a reason, a law and a second person; then the same content is published', async () => {
    const contentHash = await block();
    expect((await command(id, 'publisher', request(contentHash))).status).toBe(200);
    const approve = { type: 'approve-override', contentHash };
    expect((await command(id, 'publisher', approve)).body.code).toBe('not-permitted');
    expect((await command(id, 'stranger', approve)).body.code).toBe('not-owner');
    expect((await command(id, 'reviewer', approve)).status).toBe(200);
    expect((await publish('publisher', form(rivers(), { 'rivers.csv': personal }))).status).toBe(201);
  });

  it('can be refused, with a reason', async () => {
    const contentHash = await block();
    await command(id, 'publisher', request(contentHash));
    const refuse = { type: 'refuse-override', contentHash, reason: '含个人手机号' };
    expect((await command(id, 'reviewer', refuse)).status).toBe(200);
    expect((await publish('publisher', form(rivers(), { 'rivers.csv': personal }))).status).toBe(409);
  });

  it('shows in the history, to the agency and the supervisor only', async () => {
    await command(id, 'publisher', request(await block()));
    for (const token of ['publisher', 'reviewer', 'supervisor']) {
      const { status, body } = await send(`/${id}`, token, { method: 'GET' });
      expect([status, body]).toMatchObject([200, { pendingOverride: { requestedBy: 'lin' } }]);
    }
    for (const [token, status] of [
      ['stranger', 403],
      ['nobody', 403],
      [undefined, 401],
    ] as const)
      expect((await send(`/${id}`, token, { method: 'GET' })).status).toBe(status);
  });
});

describe('commands', () => {
  const withdraw = { type: 'withdraw-dataset', reason: '数据有误，撤回核实' };

  it('withdraw a dataset, which stays withdrawn', async () => {
    await publish('publisher');
    expect((await command(id, 'publisher', withdraw)).body).toEqual({ outcome: 'done' });
    const again = await command(id, 'publisher', withdraw);
    expect([again.status, again.body.code]).toEqual([410, 'dataset-withdrawn']);
    expect((await publishing.catalogue()).entry(id)?.status).toBe('withdrawn');
  });

  it.each([
    ['publisher', 200],
    ['supervisor', 200],
    ['reviewer', 403],
    ['stranger', 403],
    ['nobody', 403],
    ['forged', 401],
    [undefined, 401],
  ])('withdraw when %s asks: %i', async (token, status) => {
    await publish('publisher');
    expect((await command(id, token, withdraw)).status).toBe(status);
  });

  it.each([
    ['of no kind', {}, 'type'],
    ['of an unknown kind', { type: 'delete' }, 'type'],
    ['without a reason', { type: 'withdraw-dataset' }, 'reason'],
    [
      'with a version that is no number',
      { type: 'withdraw-version', version: '1', reason: '数据有误' },
      'version',
    ],
    ['with members that nobody asked for', { ...withdraw, actor: { id: 'x', roles: ['operator'] } }, 'actor'],
    ['for somebody else’s id', { ...withdraw, id: 'other' }, 'id'],
  ])('%s are refused by field', async (_case, body, field) => {
    const told = await command(id, 'publisher', body);
    const { errors } = told.body as { errors: { field: string }[] };
    expect([told.status, errors.map((error) => error.field)]).toEqual([400, [field]]);
  });

  it('of unknown datasets and versions answer 404 or 403', async () => {
    expect((await command('nothing', 'supervisor', withdraw)).status).toBe(404);
    await publish('publisher');
    const version = { type: 'withdraw-version', version: 9, reason: '数据有误' };
    expect((await command(id, 'publisher', version)).body.code).toBe('unknown-version');
  });

  it.each([
    ['not JSON', '{', 'application/json', 400],
    ['of another type', '{}', 'text/plain', 415],
    ['too large', JSON.stringify({ reason: 'x'.repeat(70_000) }), 'application/json', 413],
  ])('%s are refused', async (_case, body, type, status) => {
    const told = await send('/rivers/commands', 'publisher', { body, headers: { 'Content-Type': type } });
    expect(told.status).toBe(status);
  });
});

describe('a request sent twice under one key', () => {
  it('is done once and told the same', async () => {
    const first = await publish('publisher', form(), { key: `k-${id}` });
    const second = await publish('publisher', form(), { key: `k-${id}` });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect([first.headers.get('Idempotency-Replayed'), second.headers.get('Idempotency-Replayed')]).toEqual([
      null,
      'true',
    ]);
  });

  it('is refused with another body', async () => {
    await publish('publisher', form(), { key: `k-${id}` });
    const other = await publish('publisher', form(rivers(), { 'rivers.csv': 'id\n1\n' }), { key: `k-${id}` });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('keeps problems too, with the id of the new request', async () => {
    const withdraw = { type: 'withdraw-dataset', reason: '数据有误，撤回核实' };
    const first = await command('nothing', 'supervisor', withdraw, `k-${id}`);
    const second = await command('nothing', 'supervisor', withdraw, `k-${id}`);
    expect([second.status, second.body.code]).toEqual([first.status, first.body.code]);
    expect(second.body.instance).not.toBe(first.body.instance);
  });

  it('belongs to one person', async () => {
    await publish('publisher', form(), { key: `k-${id}` });
    expect((await publish('stranger', form(), { key: `k-${id}` })).status).toBe(403);
  });

  it('waits while the first is under way', async () => {
    const [first, second] = await Promise.all([
      publish('publisher', form(), { key: `k-${id}` }),
      publish('publisher', form(), { key: `k-${id}` }),
    ]);
    expect([first.status, second.status].sort()).toEqual([201, 409]);
  });

  it('needs a key of visible characters', async () => {
    expect((await publish('publisher', form(), { key: 'a b' })).status).toBe(400);
  });
});
