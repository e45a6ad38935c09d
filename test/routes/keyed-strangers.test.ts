import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatAccessKey } from '../../functions/domain/access-key.ts';
import { type GrantedPlatform, openGrantedPlatform } from '../support/granted-platform.ts';

let platform: GrantedPlatform;
let application: string;
let key: string;
beforeAll(async () => {
  platform = await openGrantedPlatform({ rows: 40 });
  application = await platform.grant();
  key = (await platform.key(application)).secret;
});
afterAll(() => platform[Symbol.asyncDispose]());

const ids = ['visits', 'groups', 'plan', 'rivers', 'no-such-dataset'];
const pathsOf = (id: string) => [
  `/api/v1/datasets/${id}/records`,
  `/api/v1/datasets/${id}/export/csv`,
  `/files/${id}/1/${id}.csv`,
];

describe('a key that is not valid', () => {
  const mistyped = () => `${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`;
  const invented = () => formatAccessKey('key_01ARZ3NDEKTSV4RRFFQ69G5FAV', new Uint8Array(20), crc32);
  const otherSecret = () => formatAccessKey(`key_${key.slice(10, 36)}`, new Uint8Array(20).fill(7), crc32);

  it.each([
    ['mistyped', mistyped],
    ['invented', invented],
    ['of a known id with another secret', otherSecret],
    ['of another kind', () => 'jlod_live_'],
  ])('%s, is answered alike for every dataset, known or not', async (_what, make) => {
    const answers = new Set<string>();
    for (const path of ids.flatMap(pathsOf)) {
      const response = await platform.get(path, make());
      const { instance: _, ...told } = (await response.json()) as Record<string, unknown>;
      answers.add(JSON.stringify([response.status, told, response.headers.get('WWW-Authenticate')]));
    }
    expect([...answers]).toEqual([expect.stringMatching(/^\[401,.*invalid-key/)]);
  });

  it('whatever it is, opens nothing through the query interface', async () => {
    for (const text of ['', 'x', 'Bearer', '张三', key.toLowerCase(), ` ${key} x`])
      expect([text, (await platform.get(pathsOf('visits')[0] ?? '', encodeURI(text))).status]).toEqual([
        text,
        401,
      ]);
  });

  it('keeps nobody from open files: clients send foreign credentials everywhere', async () => {
    const response = await platform.get('/files/rivers/1/rivers.csv', 'of-another-platform');
    expect(response.status).toBe(200);
  });
});

describe('a key of one dataset', () => {
  it('is nobody’s key for another: the answer is that to anybody', async () => {
    for (const path of ['groups', 'plan', 'no-such-dataset'].flatMap(pathsOf)) {
      const [withKey, without] = [await platform.get(path, key), await platform.get(path)];
      const told = async (response: Response) => {
        const { instance: _, ...body } = (await response.json()) as Record<string, unknown>;
        return [response.status, body, response.headers.get('RateLimit')];
      };
      expect(await told(withKey)).toEqual(await told(without));
    }
  });

  it('does no harm to questions for open data, which are not counted', async () => {
    const response = await platform.get('/api/v1/datasets/rivers/records', key);
    expect([response.status, response.headers.get('RateLimit')]).toEqual([200, null]);
  });

  it('gives only the kinds of access that were granted', async () => {
    const records = (await platform.key(await platform.grant('visits', { access: ['records'] }))).secret;
    const exports = (await platform.key(await platform.grant('visits', { access: ['export'] }))).secret;
    const statuses = async (secret: string) =>
      Promise.all(pathsOf('visits').map(async (path) => (await platform.get(path, secret)).status));
    expect([await statuses(records), await statuses(exports)]).toEqual([
      [200, 403, 403],
      [403, 200, 403],
    ]);
  });
});

describe('files of conditional data', () => {
  const codeOf = async (path: string, secret: string) => {
    const response = await platform.get(path, secret);
    if (response.ok) return [response.status, (await response.arrayBuffer()).byteLength > 0];
    return [response.status, ((await response.json()) as { code: string }).code];
  };

  it('are given to whoever was granted every column and row, and to nobody else', async () => {
    const fields = platform.allFields;
    const whole = (await platform.key(await platform.grant('visits', { fields, rows: [] }))).secret;
    const fewer = (await platform.key(await platform.grant('visits', { fields: fields.slice(1), rows: [] })))
      .secret;
    for (const name of ['visits.csv', 'visits.parquet', 'visits.xlsx', 'visits.jsonl', 'SHA256SUMS'])
      expect([name, await codeOf(`/files/visits/1/${name}`, whole)]).toEqual([name, [200, true]]);
    expect(await codeOf('/files/visits/1/visits.csv', fewer)).toEqual([403, 'partly-granted']);
    expect(await codeOf('/files/visits/1/visits.csv', key)).toEqual([403, 'partly-granted']);
    expect(await codeOf('/files/visits/1/nothing.csv', whole)).toEqual([404, 'unknown-file']);
    expect(await codeOf('/files/visits/9/visits.csv', whole)).toEqual([404, 'unknown-version']);
    expect(await codeOf('/files/visits/1/..%2F..%2Fvisits.csv', whole)).toEqual([404, 'unknown-file']);
  });

  it('are given in part, and to be kept by nobody on the way', async () => {
    const fields = platform.allFields;
    const whole = (await platform.key(await platform.grant('visits', { fields, rows: [] }))).secret;
    const response = await platform.get('/files/visits/1/visits.csv', whole, {
      headers: { Range: 'bytes=0-6' },
    });
    expect([response.status, await response.text()]).toEqual([206, 'station']);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  it('that have no columns are given as they were delivered', async () => {
    const secret = (
      await platform.key(await platform.grant('plan', { fields: [], rows: [], access: ['export'] }))
    ).secret;
    const response = await platform.get('/files/plan/1/original-plan.txt', secret);
    expect([response.status, await response.text()]).toEqual([200, '方案正文']);
    expect((await platform.get('/api/v1/datasets/plan/records', secret)).status).toBe(403);
  });
});

describe('a key that opens nothing any more, or not from there', () => {
  it('is logged for its holder and the agency', async () => {
    const id = await platform.grant();
    const { secret } = await platform.key(id, ['203.0.113.1']);
    await platform.get(pathsOf('visits')[0] ?? '', secret);
    await platform.revoke(id);
    platform.pass(1000);
    platform.from.address = '203.0.113.1';
    await platform.get(pathsOf('visits')[1] ?? '', secret);
    platform.from.address = '192.0.2.7';
    await platform.deps.accessKeys.flush();
    expect((await platform.usesOf(id)).lines).toMatchObject([
      { route: '/api/v1/datasets/{id}/export/{format}', status: 403 },
      { route: '/api/v1/datasets/{id}/records', status: 403 },
    ]);
  });
});

describe('a key in an address', () => {
  it.each([
    ['as a parameter', (text: string) => `/api/v1/datasets/visits/records?api_key=${text}`],
    [
      'encoded',
      (text: string) =>
        `/api/v1/datasets/visits/records?key=${text.replaceAll(/./g, (each) => `%${each.charCodeAt(0).toString(16)}`)}`,
    ],
    ['in a path', (text: string) => `/files/visits/1/${text}`],
    ['of a page', (text: string) => `/datasets/visits/?token=${text}`],
    ['for something else', (text: string) => `/api/v1/keys?application=${text}`],
  ])('%s is refused, and stands in no answer and no log', async (_case, make) => {
    platform.logged.length = 0;
    const response = await platform.get(make(key));
    const text = await response.text();
    expect([response.status, JSON.parse(text).code]).toEqual([400, 'key-in-url']);
    expect(text + JSON.stringify(platform.logged)).not.toContain(key.slice(12, 40));
  });

  it('is refused also where the right one is in the header', async () => {
    expect((await platform.get(`/api/v1/datasets/visits/records?x=${key}`, key)).status).toBe(400);
  });
});

describe('keys', () => {
  it('stand in no log and no error', async () => {
    platform.logged.length = 0;
    const paths = ids.flatMap(pathsOf);
    const texts = await Promise.all(
      paths.map(async (path) => (await platform.get(`${path}?x__exact=1`, key)).text()),
    );
    const broken = platform.appWith({
      gatedEngine: { ...platform.deps.gatedEngine, rows: () => Promise.reject(new Error('broken')) },
    });
    const failed = await broken.request('/api/v1/datasets/visits/records', { headers: { 'X-API-Key': key } });
    expect(failed.status).toBe(500);
    const all = texts.join() + (await failed.text()) + JSON.stringify(platform.logged);
    expect(all).not.toContain(key.slice(36));
    expect(JSON.stringify(platform.logged)).toContain('broken');
  });

  it('stand in no record: only their hash', async () => {
    const { rows } = await platform.records.query('access-keys', `key_${key.slice(10, 36)}`);
    const events = await platform.records.load(`access-keys/${application}`);
    const stored = JSON.stringify([rows, events]);
    expect(stored).toMatch(/[0-9a-f]{64}/);
    expect(stored).not.toContain(key.slice(36));
  });
});

describe('an allow-list', () => {
  it.each([
    ['an address', ['192.0.2.7'], '192.0.2.7', 200],
    ['another address', ['192.0.2.7'], '192.0.2.8', 403],
    ['an address of a range', ['198.51.100.1', '192.0.2.0/24'], '192.0.2.200', 200],
    ['one beside the range', ['192.0.2.0/25'], '192.0.2.200', 403],
    ['an IPv4 address on an IPv6 socket', ['192.0.2.0/24'], '::ffff:192.0.2.7', 200],
    ['an IPv6 address of a range', ['2001:db8::/32'], '2001:db8:1::9', 200],
    ['an IPv6 address beside the range', ['2001:db8::/32'], '2001:db9::1', 403],
    ['what cannot be told', ['0.0.0.0/0', '::/0'], undefined, 403],
    ['what is no address', ['0.0.0.0/0', '::/0'], 'unix:', 403],
  ])('decides on %s', async (_case, addresses, address, status) => {
    const { secret } = await platform.key(application, addresses);
    platform.from.address = address;
    expect((await platform.get('/api/v1/datasets/visits/records?limit=1', secret)).status).toBe(status);
    platform.from.address = '192.0.2.7';
    const [last] = (await platform.records.load(`access-keys/${application}`)).slice(-1);
    await platform.deps.accessKeys.change(String(last?.data.id), { type: 'revoke' }, platform.people.member);
  });
});
