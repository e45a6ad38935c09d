/** Odd ids, parameters and conditions, on every address. */
import { describe, expect, it } from 'vitest';
import { essence, requestOf, send } from '../asking.ts';
import { matrix } from '../matrix/all.ts';
import { changbai } from '../state.ts';
import {
  applications,
  by,
  codeOf,
  commands,
  draft,
  get,
  type Headers,
  idOf,
  platform,
  post,
  withdraw,
} from './given.ts';

/** Ids that are none, each in a way of its own. */
const oddIds = () => [
  encodeURIComponent(`../${idOf('active-A')}`),
  encodeURIComponent(`${idOf('active-A')}/events`),
  `${idOf('active-A')}%00`,
  `${idOf('active-A')}%20`,
  `${idOf('active-A')}%0A`,
  idOf('active-A').toLowerCase(),
  `%EF%BB%BF${idOf('active-A')}`,
  encodeURIComponent('应用程序'),
  '%ED%A0%80',
  '%F4%8F%BF%BF',
  '%',
  '%2e%2e%2fmarket-gated',
  '__proto__',
  '*',
  "'%20OR%20'1'%3D'1",
  'x'.repeat(5000),
  encodeURIComponent('字'.repeat(1000)),
];

describe('an id that is none', () => {
  it('is answered as one that nothing has, on every route, and breaks nothing', async () => {
    const operations = [...new Set(matrix.map(({ operation }) => operation))];
    const rows = operations.flatMap((name) => matrix.find((row) => row.operation === name) ?? []);
    const onObjects = rows.filter(({ object }) => object !== '');
    expect(onObjects.length).toBeGreaterThan(40);
    for (const [index, row] of onObjects.entries()) {
      const wanted = await requestOf(platform(), row, 'ODD');
      for (const [position, id] of oddIds().entries()) {
        const account = (index + position) % 2 === 0 ? 'enterprise-a' : 'supervisor';
        const told = await send(
          platform(),
          { ...wanted, address: wanted.address.replace('ODD', id) },
          by(account),
        );
        const isHistory = row.operation === 'GET /api/v1/publications/{id}' && account === 'supervisor';
        const answer = `${row.operation} of ${id} by ${account}: ${told.status} ${told.text.slice(0, 200)}`;
        expect(told.status >= (isHistory ? 200 : 400) && told.status < 500, answer).toBe(true);
        expect(told.text, answer).not.toContain('印记');
      }
    }
  });

  it.each([
    'decision.txt%00.pdf',
    '..%2Fdecision.txt',
    'DECISION.TXT',
    'decision',
    '.txt',
    'decision.txt.html',
  ])('of a document: %s', async (name) => {
    const told = await get(`${applications}/${idOf('active-A')}/documents/${name}`, by('enterprise-a'));
    expect(codeOf(told)).toEqual([404, 'unknown-document']);
  });

  it.each([
    ['of another application', () => `../${idOf('active-B')}/x`],
    ['in capitals', () => 'A'.repeat(64)],
    ['of nothing', () => ''],
    ['with a path', () => `..%2F..%2F${'a'.repeat(64)}`],
  ])('of an attachment: %s', async (_case, make) => {
    const address = `${applications}/${idOf('active-A')}/attachments/${make()}`;
    expect((await get(address, by('enterprise-a'))).status).toBe(404);
  });
});

describe('parameters and members', () => {
  it.each([
    ['twice', () => `/api/v1/keys?application=${idOf('active-A')}&application=${idOf('active-B')}`],
    ['twice, as a list', () => `/api/v1/keys?application[]=${idOf('active-A')}`],
    ['with another one', () => `${applications}?scope=mine&scope=all`],
    ['of another kind', () => `${applications}?scope=mine&agency=ecology`],
    ['for somebody else', () => `${applications}?scope=mine&party=${changbai}`],
    ['for another mailbox', () => '/api/v1/notifications?recipient=role/supervisor'],
  ])('that are given %s are refused', async (_case, make) => {
    expect(codeOf(await get(make(), by('enterprise-a')))).toEqual([400, 'invalid-request']);
  });

  it('that say who acts, on what, or what was decided are refused', async () => {
    const facts = [
      { actor: { id: 'supervisor', roles: ['supervisor'] } },
      { id: 'market-open' },
      { agency: 'ecology' },
      { __proto__: null, roles: ['supervisor'] },
    ];
    for (const fact of facts) {
      const told = await post(
        '/api/v1/publications/ecology-open/commands',
        { ...withdraw, ...fact },
        by('market-publisher'),
      );
      expect(codeOf(told)).toEqual([400, 'invalid-request']);
      const begun = await post(applications, { ...draft, ...fact }, by('enterprise-a'));
      expect(codeOf(begun)).toEqual([400, 'invalid-request']);
    }
    const polluted = '{"type":"submit","__proto__":{"roles":["supervisor"]}}';
    expect((await post(commands('draft-A'), polluted, by('enterprise-b'))).status).toBeGreaterThanOrEqual(
      400,
    );
    expect(Object.hasOwn(Object.prototype, 'roles')).toBe(false);
  });

  it('in headers do not change the method', async () => {
    const own = `${applications}/${idOf('draft-A')}`;
    const length = async () => (await platform().deps.records.load(`application/${idOf('draft-A')}`)).length;
    const before = await length();
    for (const name of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])
      for (const method of ['DELETE', 'POST', 'PUT']) {
        expect((await get(own, { ...by('enterprise-a'), [name]: method })).status).toBe(200);
        expect((await get(`${own}/commands`, { ...by('enterprise-a'), [name]: method })).status).toBe(405);
      }
    expect((await get(`${own}?_method=DELETE`, by('enterprise-a'))).status).toBe(200);
    expect(await length()).toBe(before);
  });
});

describe('a conditional request', () => {
  const conditions: readonly Headers[] = [
    { 'If-None-Match': '*' },
    { 'If-Match': '*' },
    { 'If-None-Match': 'W/"x"' },
    { 'If-Modified-Since': 'Wed, 01 Jan 2031 00:00:00 GMT' },
    { Range: 'bytes=0-0' },
  ];

  it('tells of no foreign object, and of one’s own nothing but the answer', async () => {
    for (const condition of conditions)
      for (const method of ['GET', 'HEAD'])
        for (const [name, path] of [
          ['active-A', '/api/v1/applications/{id}'],
          ['draft-A', '/api/v1/applications/{id}/events'],
          ['market-blocked', '/api/v1/datasets/{id}'],
          ['market-blocked', '/api/v1/publications/{id}'],
          ['market-blocked', '/files/{id}/1/x.csv'],
        ] as const) {
          const { id, unknown } = platform().state.target(name);
          const asked = (of: string) =>
            send(
              platform(),
              { method, address: path.replace('{id}', of), headers: by('enterprise-b') },
              condition,
            );
          const told = await asked(id);
          expect(told.status).toBeGreaterThanOrEqual(400);
          expect(essence(told, id)).toEqual(essence(await asked(unknown), unknown));
        }
    const own = await get(`${applications}/${idOf('active-A')}`, {
      ...by('enterprise-a'),
      'If-None-Match': '*',
    });
    expect(own.status).toBe(200);
  });

  it('opens no conditional data', async () => {
    for (const condition of conditions)
      for (const path of ['/api/v1/datasets/market-gated/records', '/files/market-gated/1/SHA256SUMS']) {
        const told = await get(path, { ...condition, 'X-API-Key': platform().state.keys.b });
        expect(codeOf(told)).toEqual([403, 'conditional-data']);
      }
  });
});
