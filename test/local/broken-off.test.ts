import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../functions/app.ts';
import { tellBrokenOff } from '../../functions/local/broken-off.ts';
import { type GrantedPlatform, openGrantedPlatform } from '../support/granted-platform.ts';

let platform: GrantedPlatform;
let server: Server;
const printed = (['error', 'info'] as const).map((method) => vi.spyOn(console, method));

beforeAll(async () => {
  platform = await openGrantedPlatform({ rows: 60_000 });
  const { deps, clock } = platform;
  const fetch = tellBrokenOff(createApp(deps).fetch, { log: deps.log, now: () => clock.now });
  server = createServer(getRequestListener(fetch, { overrideGlobalObjects: false }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  for (const spy of printed) spy.mockRestore();
  server.closeAllConnections();
  server.close();
  await platform[Symbol.asyncDispose]();
});

/** Takes the first bytes of an export, does `then`, and answers whether the rest came. */
async function take(key: string, encoding: string, then: (leave: () => void) => unknown): Promise<boolean> {
  const { port } = server.address() as AddressInfo;
  const headers = { 'X-API-Key': key, 'Accept-Encoding': encoding };
  const path = '/api/v1/datasets/visits/export/jsonl';
  const asked = request({ host: '127.0.0.1', port, path, headers });
  const isWhole = Promise.withResolvers<boolean>();
  asked.on('error', () => isWhole.resolve(false));
  asked.on('response', (answer) => {
    answer.once('data', async () => {
      answer.pause();
      await then(() => asked.destroy());
      answer.resume();
    });
    answer.on('error', () => isWhole.resolve(false));
    answer.on('close', () => isWhole.resolve(answer.complete));
  });
  asked.end();
  return isWhole.promise;
}

describe('an export that breaks off', () => {
  it.each([
    ['its reader hangs up', 'identity', 'info', 'the reader has left'],
    ['its reader hangs up, compressed', 'gzip', 'info', 'the reader has left'],
    ['the grant is revoked', 'identity', 'warn', 'AccessEnded: the key or its grant has ended'],
    ['the grant is revoked, compressed', 'gzip', 'warn', 'AccessEnded: the key or its grant has ended'],
  ])('is told in one line and nowhere else, and noted as used: %s', async (what, encoding, level, error) => {
    const application = await platform.grant('visits', { rows: [], fields: platform.allFields });
    const { secret } = await platform.key(application);
    const before = platform.logged.length;
    const isWhole = await take(secret, encoding, async (leave) => {
      if (what.startsWith('its reader')) return leave();
      await platform.revoke(application);
      platform.pass(1000);
    });
    expect(isWhole).toBe(false);
    const told = () => platform.logged.slice(before).filter(({ event }) => event === 'answer-broken-off');
    await vi.waitFor(() => expect(told()).toHaveLength(1));
    expect(told()[0]).toMatchObject({ level, error, request: expect.stringMatching(/^req_/) });
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
    await platform.deps.accessKeys.flush();
    const { lines } = await platform.usesOf(application);
    expect(lines).toMatchObject([{ status: 200, cut: true }]);
  });
});
