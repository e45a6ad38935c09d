import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../functions/local/config.ts';
import { createRemoteAddress } from '../../functions/local/remote-address.ts';
import type { Env } from '../../functions/routes/deps.ts';

let origin: string;
const app = new Hono<Env>();
for (const [path, trusted] of [
  ['/direct', ''],
  ['/proxied', '127.0.0.0/8, ::1'],
] as const) {
  const remoteAddress = createRemoteAddress(trusted);
  app.get(path, (c) => c.text(remoteAddress(c) ?? 'unknown'));
}
const server = createServer(getRequestListener(app.fetch));
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('where a request comes from', () => {
  const headers = { 'X-Forwarded-For': '203.0.113.9' };

  it('is its connection, whatever it says, without a trusted proxy', async () => {
    expect(await (await fetch(`${origin}/direct`, { headers })).text()).toBe('127.0.0.1');
  });

  it('is unknown for what the process asks itself', async () => {
    expect(await (await app.request('/direct', { headers })).text()).toBe('unknown');
  });

  it('is what a trusted proxy says', async () => {
    expect(await (await fetch(`${origin}/proxied`, { headers })).text()).toBe('203.0.113.9');
  });
});

describe('TRUSTED_PROXIES', () => {
  it.each([
    ['', 'valid'],
    ['10.0.0.0/8, 2001:db8::1', 'valid'],
    ['10.0.0.0/33', 'invalid'],
    ['proxy.example', 'invalid'],
  ])('%j is %s', (TRUSTED_PROXIES, outcome) => {
    expect(readConfig({ TRUSTED_PROXIES })).toMatchObject({ outcome });
  });
});
