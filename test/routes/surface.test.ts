import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, routesOf } from '../../functions/app.ts';
import { problems } from '../../functions/problem.ts';
import { honoPattern, type Route } from '../../functions/routes/route.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

let platform: OpenPlatform;
let routes: readonly Route[];
beforeAll(async () => {
  platform = await openOpenPlatform({
    more: { portal: async () => new Response('<p>page</p>', { headers: { 'Content-Type': 'text/html' } }) },
  });
  routes = routesOf(platform.deps);
});
afterAll(() => platform.close());

const addressOf = ({ path }: Route, id = 'nothing') =>
  path
    .replace('{id}', id)
    .replace('{version}', '1')
    .replace('{name}', 'x.csv')
    .replace('{format}', 'csv')
    .replace('{syntax}', 'ttl')
    .replace('{scheme}', 'nothing');

async function expectProblem(response: Response, status?: number): Promise<void> {
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  const body = (await response.json()) as Record<string, unknown>;
  const { code } = body as { code: keyof typeof problems };
  expect(body).toMatchObject({
    type: `https://data.example.cn/developers/errors/#${code}`,
    title: problems[code].title,
    status: problems[code].status,
    advice: problems[code].advice,
    instance: `urn:request:${response.headers.get('X-Request-Id')}`,
  });
  expect(response.status).toBe(problems[code].status);
  if (status !== undefined) expect(response.status).toBe(status);
}

describe('every route has one shape of error', () => {
  it('for a method that it does not take, with Allow', async () => {
    for (const route of routes) {
      const taken = routes.filter(({ path }) => path === route.path).map(({ method }) => method);
      const other = taken.includes('POST') ? 'QUERY' : 'POST';
      for (const method of ['PUT', 'DELETE', 'PATCH', other].filter((each) => each !== route.method)) {
        const response = await platform.get(addressOf(route), { method });
        expect(response.headers.get('Allow')).toContain(route.method);
        await expectProblem(response, 405);
      }
    }
  });

  it('for an id, a parameter or a token that is wrong', async () => {
    // CKAN's clients read CKAN's own errors; test/routes/ckan/ has them.
    const own = routes.filter(({ tag }) => tag !== 'ckan');
    for (const route of own.filter(({ path }) => /[{]|datasets$|publications/.test(path))) {
      const address = `${addressOf(route)}${route.query ? '?nonsense=1' : ''}`;
      await expectProblem(await platform.get(address, { method: route.method }));
    }
  });

  it('for a fault inside, with nothing of the inside', async () => {
    const secret = 'SELECT secret FROM /srv/data';
    const broken = await openOpenPlatform({
      more: {
        catalogue: () => {
          throw new Error(secret);
        },
      },
    });
    for (const path of ['/api/v1/datasets', '/datasets/x.json', '/files/a/1/b', '/feed.atom']) {
      const response = await broken.get(path);
      const text = await response.clone().text();
      expect(text).not.toContain('secret');
      await expectProblem(response, 500);
      expect(response.headers.get('Content-Security-Policy')).toBeTruthy();
    }
    expect(JSON.stringify(broken.logged)).toContain(secret);
    await broken.close();
  });

  it.each(['/api', '/api/', '/api/v2/x', '/api/v1/datasets/', '/api/v1/datasets/a/b', '/files/', '/files/a'])(
    'for an address that is none: %s',
    async (path) => expectProblem(await platform.get(path), 404),
  );

  it('for writing to a page', async () => {
    await expectProblem(await platform.get('/guide/', { method: 'POST' }), 405);
  });
});

describe('/openapi.json', () => {
  interface Operation {
    readonly operationId: string;
    readonly tags: readonly string[];
    readonly responses: Record<string, { content?: Record<string, { schema?: object }> }>;
    readonly parameters?: readonly { readonly name: string; readonly in: string }[];
    readonly security: readonly object[];
  }
  const described = async () =>
    (await (await platform.get('/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, object> };
    };
  const operations = async () =>
    Object.entries((await described()).paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  it('describes every route that the app has, and no other', async () => {
    const registered = createApp(platform.deps).routes.filter(({ method }) => method !== 'ALL');
    const patterns = registered.map(({ method, path }) => `${method} ${path}`).sort();
    expect(patterns).toEqual(routes.map((route) => `${route.method} ${honoPattern(route)}`).sort());
    const paths = (await operations()).map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort();
    expect(paths).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('names every path parameter, gives each operation an id of its own, and every error its shape', async () => {
    const all = await operations();
    expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length);
    for (const { path, operation } of all) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const given = (operation.parameters ?? []).filter((each) => each.in === 'path').map(({ name }) => name);
      expect(given).toEqual(names);
      for (const [status, { content }] of Object.entries(operation.responses))
        if (Number(status) >= 400 && !(operation.tags.includes('ckan') && content?.['application/json']))
          expect(content?.['application/problem+json']?.schema).toEqual({
            $ref: '#/components/schemas/Problem',
          });
    }
  });

  it('refers only to schemas that it has', async () => {
    const document = await described();
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
    for (const [, name] of references) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  it('says which routes need a token, and these answer 401 without', async () => {
    for (const { path, method, operation } of await operations()) {
      const needsToken =
        operation.security.length > 0 && operation.security.every((each) => Object.keys(each).length > 0);
      const route = routes.find((each) => each.path === path && each.method === method.toUpperCase());
      expect(needsToken).toBe(route?.auth === 'bearer' || route?.auth === 'session');
      if (!needsToken) continue;
      const response = await platform.get(path.replace('{id}', 'stations'), { method: method.toUpperCase() });
      expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer /);
      await expectProblem(response, 401);
    }
  });
});

describe('headers', () => {
  it('keep every answer from being run, framed, sniffed or told where it came from', async () => {
    for (const path of ['/', '/api/v1/datasets', '/api/nothing', '/files/stations/3/stations.csv']) {
      const { headers } = await platform.get(path);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(headers.get('Content-Security-Policy')).not.toContain('unsafe-inline');
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=63072000/);
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
      expect(headers.get('X-Request-Id')).toMatch(/^req_[0-9A-Z]{26}$/);
    }
  });

  it('do not ask for TLS where there is none', async () => {
    const local = await openOpenPlatform({ more: { portalUrl: 'http://localhost:4321' } });
    expect((await local.get('/api/health')).headers.get('Strict-Transport-Security')).toBeNull();
    await local.close();
  });

  it('let any page read open data, and no page publish', async () => {
    for (const route of routes) {
      const address = addressOf(route, 'stations');
      const preflight = await platform.get(address, {
        method: 'OPTIONS',
        headers: { Origin: 'https://other.example', 'Access-Control-Request-Method': route.method },
      });
      expect(route.auth === 'none' || !route.isOpenData).toBe(true);
      const isOpen = routes.some(({ path, isOpenData }) => path === route.path && isOpenData);
      expect([route.path, preflight.status]).toEqual([route.path, isOpen ? 204 : 405]);
      expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe(isOpen ? '*' : null);
      expect(preflight.headers.get('Access-Control-Allow-Credentials')).toBeNull();
      if (isOpen) expect(preflight.headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, OPTIONS');
    }
  });

  it('keep pages to their own origin', async () => {
    const { headers } = await platform.get('/');
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
  });

  it.each(['br', 'gzip'])('compress documents with %s and say so', async (encoding) => {
    const response = await platform.get('/api/v1/datasets', { headers: { 'Accept-Encoding': encoding } });
    expect(response.headers.get('Content-Encoding')).toBe(encoding);
    expect(response.headers.get('Vary')).toContain('Accept-Encoding');
  });
});

describe('the log', () => {
  it('has a line for each request: the route, not what was searched or sent', async () => {
    platform.logged.length = 0;
    await platform.get('/api/v1/datasets?q=%E5%BC%A0%E4%B8%89%0A%22injected', {
      headers: { Authorization: 'Bearer secret-token', 'User-Agent': 'a\tb' },
    });
    const [line] = platform.logged;
    expect(line).toMatchObject({ level: 'info', method: 'GET', route: '/api/v1/datasets', status: 200 });
    expect(JSON.stringify(platform.logged)).not.toMatch(/张三|injected|secret-token|%E5/);
  });
});
