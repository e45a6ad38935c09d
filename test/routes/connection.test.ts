import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

let platform: OpenPlatform;
let server: Server;
let port: number;
beforeAll(async () => {
  const publisher = { id: 'p', roles: ['publisher'] } as const;
  platform = await openOpenPlatform({
    rows: 60_000,
    tokens: { publisher },
    more: { maxUploadBytes: 100_000 },
  });
  server = createServer(getRequestListener(platform.app.fetch, { overrideGlobalObjects: false }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await platform.close();
});

const url = (path: string) => `http://127.0.0.1:${port}${path}`;
const sortedExport = '/api/v1/datasets/stations/export/jsonl?count__sort=asc';

/** Opens an export, takes its first bytes and hangs up. */
function leaveEarly(): Promise<void> {
  const left = Promise.withResolvers<void>();
  const asked = request(url(sortedExport), (response) => {
    response.once('data', () => {
      asked.destroy();
      left.resolve();
    });
  });
  asked.on('error', () => left.resolve());
  asked.end();
  return left.promise;
}

it('an export whose reader hangs up makes room for the next', async () => {
  for (let round = 0; round < 4; round += 1) await Promise.all(Array.from({ length: 6 }, leaveEarly));
  // The server hears of a hang-up a moment later; every export under way is one of those.
  for (;;) {
    const response = await fetch(url(sortedExport));
    if (response.status === 503) continue;
    expect((await response.text()).trimEnd().split('\n')).toHaveLength(60_000);
    return;
  }
});

it('an export arrives whole through compression', async () => {
  for (const encoding of ['br', 'gzip', 'identity']) {
    const response = await fetch(url(`${sortedExport}&columns=code`), {
      headers: { 'Accept-Encoding': encoding },
    });
    expect(response.headers.get('Content-Encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect((await response.text()).trimEnd().split('\n')).toHaveLength(60_000);
  }
});

it('HEAD ends at once, and the connection is used again', async () => {
  for (const path of ['/files/stations/3/stations.csv', sortedExport, '/catalog.sqlite', '/feed.atom']) {
    const response = await fetch(url(path), { method: 'HEAD' });
    expect([path, response.status, await response.text()]).toEqual([path, 200, '']);
  }
});

it('an upload beyond the limit is answered, although it is not read to its end', async () => {
  const form = new FormData();
  form.set('descriptor', '{}');
  form.append('file', new File(['x'.repeat(5_000_000)], 'a.csv'));
  const response = await fetch(url('/api/v1/publications'), {
    method: 'POST',
    body: form,
    headers: { Authorization: 'Bearer publisher' },
  });
  expect([response.status, await response.json()]).toMatchObject([413, { code: 'too-large' }]);
});

it('an upload that breaks off leaves the server well', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    [
      'POST /api/v1/publications HTTP/1.1',
      'Host: localhost',
      'Authorization: Bearer publisher',
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 90000',
      '',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc',
    ].join('\r\n'),
  );
  await once(socket, 'connect');
  socket.end();
  await once(socket.resume(), 'close');
  expect((await fetch(url('/api/health'))).status).toBe(200);
});

it.each(['GET //evil.example/x HTTP/1.1', 'GET http://evil.example/datasets HTTP/1.1', 'GET /a\\b HTTP/1.1'])(
  'a strange request line is answered without a redirect: %s',
  async (line) => {
    const socket = connect(port, '127.0.0.1');
    socket.end(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toMatch(/^location:/im);
  },
);
